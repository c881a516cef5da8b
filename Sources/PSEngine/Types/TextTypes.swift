/// Encodings, conversions between texts and bytes, builders of texts, random numbers.
enum TextTypes {
  static let all: [PSTypeDefinition] = [
    encoding, utf8, ConvertStatics.type, ConvertStatics.formatting, BitStatics.type, builder,
    random, comparer, stopwatch,
    PSTypeDefinition(
      enumeration: PSEnumType(
        "System.StringComparison",
        [
          ("CurrentCulture", 0), ("CurrentCultureIgnoreCase", 1), ("InvariantCulture", 2),
          ("InvariantCultureIgnoreCase", 3), ("Ordinal", 4), ("OrdinalIgnoreCase", 5),
        ])),
    PSTypeDefinition(
      enumeration: PSEnumType(
        "System.StringSplitOptions", [("None", 0), ("RemoveEmptyEntries", 1)], isFlags: true)),
    PSTypeDefinition(
      enumeration: PSEnumType("System.MidpointRounding", [("ToEven", 0), ("AwayFromZero", 1)])),
    PSTypeDefinition(
      enumeration: PSEnumType(
        "System.ConsoleColor",
        [
          "Black", "DarkBlue", "DarkGreen", "DarkCyan", "DarkRed", "DarkMagenta", "DarkYellow",
          "Gray", "DarkGray", "Blue", "Green", "Cyan", "Red", "Magenta", "Yellow", "White",
        ].enumerated().map { ($0.element, Int64($0.offset)) }), accelerators: ["consolecolor"]),
  ]

  private static let encoding = PSTypeDefinition(
    "System.Text.Encoding",
    staticProperties: PSEncoding.Kind.allCases.map { kind in
      NativeProperty(kind.rawValue, "System.Text.Encoding") { _ in .object(PSEncoding(kind)) }
    } + [
      NativeProperty("Default", "System.Text.Encoding") { _ in .object(PSEncoding(.utf8)) }
    ],
    staticMethods: [
      NativeMethod("GetEncoding", "System.Text.Encoding GetEncoding(string name)") { _, arguments in
        switch arguments.text(0).lowercased() {
        case "utf-8", "utf8", "65001": return .object(PSEncoding(.utf8))
        case "utf-16", "unicode", "1200": return .object(PSEncoding(.unicode))
        case "utf-16be", "1201": return .object(PSEncoding(.bigEndianUnicode))
        case "us-ascii", "ascii", "20127": return .object(PSEncoding(.ascii))
        default:
          throw NativeFailure.argument(
            "'\(arguments.text(0))' is not an encoding that is known here; use utf-8, utf-16, "
              + "utf-16BE or us-ascii.")
        }
      }
    ])

  private static let utf8 = PSTypeDefinition(
    "System.Text.UTF8Encoding", baseNames: ["System.Text.Encoding", "System.Object"],
    constructors: [
      NativeOverload("System.Text.UTF8Encoding new()") { _, _ in
        .object(PSEncoding(.utf8, writesMark: false))
      },
      NativeOverload("System.Text.UTF8Encoding new(bool encoderShouldEmitUTF8Identifier)") {
        _, arguments in
        .object(PSEncoding(.utf8, writesMark: arguments.bool(0)))
      },
    ])

  private static let builder = PSTypeDefinition(
    "System.Text.StringBuilder",
    constructors: [
      NativeOverload("System.Text.StringBuilder new()") { _, _ in .object(PSTextBuilder("")) },
      NativeOverload("System.Text.StringBuilder new(int capacity)") { _, _ in
        .object(PSTextBuilder(""))
      },
      NativeOverload("System.Text.StringBuilder new(string value)") { _, arguments in
        .object(PSTextBuilder(arguments.text(0)))
      },
    ])

  private static let comparer = PSTypeDefinition(
    "System.StringComparer",
    staticProperties: [
      "Ordinal", "OrdinalIgnoreCase", "InvariantCulture", "InvariantCultureIgnoreCase",
      "CurrentCulture", "CurrentCultureIgnoreCase",
    ].map { name in
      NativeProperty(name, "System.StringComparer") { _ in .string(name) }
    })

  /// A number between two bounds, the upper one excluded.
  private static func next(_ low: Int, _ high: Int, _ arguments: NativeArguments) throws -> PSValue
  {
    guard low <= high else {
      throw NativeFailure.outOfRange(
        "'minValue' cannot be greater than maxValue.", "minValue")
    }
    guard low < high else { return .int(low) }
    return .int(
      arguments.context.session.random.withGenerator { Int.random(in: low..<high, using: &$0) })
  }

  private static let random = PSTypeDefinition(
    "System.Random",
    constructors: [
      NativeOverload("System.Random new()") { _, _ in .object(PSRandomSource()) },
      NativeOverload("System.Random new(int Seed)") { _, arguments in
        arguments.context.session.random.restart(seed: UInt64(bitPattern: Int64(arguments.int(0))))
        return .object(PSRandomSource())
      },
    ])

  /// `System.Random` over the session's source.
  private final class PSRandomSource: PSObject {
    override var baseTypeNames: [String] { ["System.Random", "System.Object"] }
    override func invokeMethod(
      _ name: String, _ arguments: [PSValue], in context: ExecutionContext
    ) async throws -> PSValue? {
      try await NativeCall.invoke(
        TextTypes.randomMethods, name, on: .object(self), arguments, in: context)
    }
  }

  private static let randomMethods: [NativeMethod] = [
    NativeMethod(
      "Next",
      [
        NativeOverload("int Next()") { _, arguments in try next(0, 2_147_483_647, arguments) },
        NativeOverload("int Next(int maxValue)") { _, arguments in
          try next(0, arguments.int(0), arguments)
        },
        NativeOverload("int Next(int minValue, int maxValue)") { _, arguments in
          try next(arguments.int(0), arguments.int(1), arguments)
        },
      ]),
    NativeMethod("NextDouble", "double NextDouble()") { _, arguments in
      .number(
        .double(
          arguments.context.session.random.withGenerator { Double.random(in: 0..<1, using: &$0) }))
    },
  ]

  private static let stopwatch = PSTypeDefinition(
    "System.Diagnostics.Stopwatch",
    constructors: [
      NativeOverload("System.Diagnostics.Stopwatch new()") { _, arguments in
        .object(PSStopwatch(arguments.context.session.configuration.stopwatch))
      }
    ],
    staticMethods: [
      NativeMethod("StartNew", "System.Diagnostics.Stopwatch StartNew()") { _, arguments in
        let watch = PSStopwatch(arguments.context.session.configuration.stopwatch)
        watch.start()
        return .object(watch)
      }
    ])
}
