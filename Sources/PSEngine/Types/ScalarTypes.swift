/// Text, truth and numbers.
enum ScalarTypes {
  static let all: [PSTypeDefinition] =
    [
      PSTypeDefinition("System.Object", accelerators: ["object"], baseNames: []),
      PSTypeDefinition(
        "System.Boolean", accelerators: ["bool", "boolean"], baseNames: valueType,
        staticProperties: [
          NativeProperty("TrueString", "System.String") { _ in .string("True") },
          NativeProperty("FalseString", "System.String") { _ in .string("False") },
        ],
        staticMethods: [
          NativeMethod("Parse", "bool Parse(string value)") { _, arguments in
            switch arguments.text(0).trimmingWhiteSpace().lowercased() {
            case "true": return .bool(true)
            case "false": return .bool(false)
            default: throw NativeFailure.format("String was not recognized as a valid Boolean.")
            }
          }
        ]),
      PSTypeDefinition(
        "System.Char", accelerators: ["char"], baseNames: valueType, staticMethods: CharStatics.all),
      StringStatics.type, MathStatics.type,
    ] + numbers

  static let valueType = ["System.ValueType", "System.Object"]

  private static let numbers: [PSTypeDefinition] = NumericKind.allCases.map { kind in
    PSTypeDefinition(
      kind.typeName, accelerators: accelerators(kind), baseNames: valueType,
      staticProperties: limits(kind),
      staticMethods: [
        NativeMethod(
          "Parse",
          [
            NativeOverload("\(kind.typeName) Parse(string s)") { _, arguments in
              .number(try parse(arguments.text(0), kind))
            },
            NativeOverload("\(kind.typeName) Parse(string s, System.IFormatProvider provider)") {
              _, arguments in
              .number(try parse(arguments.text(0), kind))
            },
          ]),
        NativeMethod(
          "TryParse", "bool TryParse(string s, System.Management.Automation.PSReference result)"
        ) { _, arguments in
          let number = try? parse(arguments.text(0), kind)
          if let reference = arguments.object(1, as: PSReference.self) {
            try reference.assign(.number(number ?? kind.number(0) ?? .int32(0)))
          }
          return .bool(number != nil)
        },
      ])
  }

  private static func accelerators(_ kind: NumericKind) -> [String] {
    switch kind {
    case .sbyte: return ["sbyte"]
    case .byte: return ["byte"]
    case .int16: return ["int16", "short"]
    case .uint16: return ["uint16", "ushort"]
    case .int32: return ["int", "int32"]
    case .uint32: return ["uint32", "uint"]
    case .int64: return ["long", "int64"]
    case .uint64: return ["uint64", "ulong"]
    case .single: return ["float", "single"]
    case .double: return ["double"]
    case .decimal: return ["decimal"]
    }
  }

  private static func limits(_ kind: NumericKind) -> [NativeProperty] {
    let range: (PSNumber, PSNumber)
    switch kind {
    case .sbyte: range = (.sbyte(.min), .sbyte(.max))
    case .byte: range = (.byte(.min), .byte(.max))
    case .int16: range = (.int16(.min), .int16(.max))
    case .uint16: range = (.uint16(.min), .uint16(.max))
    case .int32: range = (.int32(.min), .int32(.max))
    case .uint32: range = (.uint32(.min), .uint32(.max))
    case .int64: range = (.int64(.min), .int64(.max))
    case .uint64: range = (.uint64(.min), .uint64(.max))
    case .single:
      range = (
        .single(-Float.greatestFiniteMagnitude), .single(Float.greatestFiniteMagnitude)
      )
    case .double:
      range = (
        .double(-Double.greatestFiniteMagnitude), .double(Double.greatestFiniteMagnitude)
      )
    case .decimal:
      let largest =
        PSDecimal(isNegative: false, significand: PSDecimal.maxSignificand, scale: 0)
        ?? .zero
      range = (.decimal(largest.negated), .decimal(largest))
    }
    var list = [
      NativeProperty("MinValue", kind.typeName) { _ in .number(range.0) },
      NativeProperty("MaxValue", kind.typeName) { _ in .number(range.1) },
    ]
    if kind == .double || kind == .single {
      list += [
        NativeProperty("NaN", kind.typeName) { _ in .number(.double(.nan)) },
        NativeProperty("PositiveInfinity", kind.typeName) { _ in .number(.double(.infinity)) },
        NativeProperty("NegativeInfinity", kind.typeName) { _ in .number(.double(-.infinity)) },
        NativeProperty("Epsilon", kind.typeName) { _ in
          .number(.double(Double.leastNonzeroMagnitude))
        },
      ]
    }
    return list
  }

  /// `Parse` of a numeric type: no suffix, no multiplier, no hexadecimal form.
  private static func parse(_ text: String, _ kind: NumericKind) throws(NativeFailure) -> PSNumber {
    let body = text.trimmingWhiteSpace()
    let isPlain =
      !body.isEmpty
      && body.utf8.allSatisfy {
        (0x30...0x39).contains($0) || "+-.,eE".utf8.contains($0)
      }
    guard isPlain, let number = NumberParser.number(body),
      kind.rawValue >= NumericKind.single.rawValue || number.integer != nil
    else { throw .format("Input string was not in a correct format.") }
    guard let result = kind.number(number) else { throw .overflow(kind.overflowMessage) }
    return result
  }
}

/// Static members of `[char]`.
enum CharStatics {
  static let all: [NativeMethod] = [
    test("IsDigit") { $0.properties.numericType == .decimal },
    test("IsLetter") { $0.properties.isAlphabetic },
    test("IsLetterOrDigit") { $0.properties.isAlphabetic || $0.properties.numericType == .decimal },
    test("IsUpper") { $0.properties.isUppercase },
    test("IsLower") { $0.properties.isLowercase },
    test("IsWhiteSpace") { $0.properties.isWhitespace },
    test("IsPunctuation") {
      switch $0.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation:
        return true
      default: return false
      }
    },
    NativeMethod("ToUpper", "char ToUpper(char c)") { _, arguments in
      .char(arguments.text(0).uppercased().unicodeScalars.first ?? "\0")
    },
    NativeMethod("ToLower", "char ToLower(char c)") { _, arguments in
      .char(arguments.text(0).lowercased().unicodeScalars.first ?? "\0")
    },
  ]

  private static func test(
    _ name: String, _ holds: @escaping @Sendable (Unicode.Scalar) -> Bool
  ) -> NativeMethod {
    NativeMethod(name, "bool \(name)(char c)") { _, arguments in
      .bool(arguments.text(0).unicodeScalars.first.map(holds) ?? false)
    }
  }
}
