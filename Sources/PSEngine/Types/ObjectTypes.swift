/// Collections, objects of the language, and small .NET classes.
enum ObjectTypes {
  static let all: [PSTypeDefinition] = [
    PSTypeDefinition("System.Array", accelerators: ["array"]),
    hashtable, ordered, arrayList, guid, version,
    PSTypeDefinition(
      "System.Management.Automation.PSObject", accelerators: ["psobject"],
      constructors: [
        NativeOverload("psobject new()") { _, _ in .object(PSCustomObject()) },
        NativeOverload("psobject new(object obj)") { _, arguments in arguments[0] },
      ]),
    PSTypeDefinition(
      "System.Management.Automation.PSCustomObject", accelerators: ["pscustomobject"],
      constructors: [NativeOverload("pscustomobject new()") { _, _ in .object(PSCustomObject()) }]),
    PSTypeDefinition("System.Type", accelerators: ["type"]),
    PSTypeDefinition("System.Void", accelerators: ["void"], baseNames: ScalarTypes.valueType),
    PSTypeDefinition(
      "System.Management.Automation.SwitchParameter", accelerators: ["switch"],
      baseNames: ScalarTypes.valueType,
      staticProperties: [
        NativeProperty("Present", "System.Management.Automation.SwitchParameter") { _ in
          .object(PSSwitch(true))
        }
      ]),
    PSTypeDefinition(
      "System.Management.Automation.PSReference", accelerators: ["ref"],
      converter: { value, _ in .object(PSReference(value)) }),
    PSTypeDefinition("System.Collections.IDictionary"),
    PSTypeDefinition("System.Collections.IEnumerable"),
    PSTypeDefinition("System.Collections.ICollection"),
    PSTypeDefinition("System.Collections.IList"),
    PSTypeDefinition("System.IComparable"),
    PSTypeDefinition("System.ValueType"),
    PSTypeDefinition("System.Enum", baseNames: ["System.ValueType", "System.Object"]),
  ]

  private static let hashtable = PSTypeDefinition(
    "System.Collections.Hashtable", accelerators: ["hashtable"],
    constructors: [
      NativeOverload("hashtable new()") { _, _ in .object(PSHashtable(ignoresCase: false)) },
      NativeOverload("hashtable new(int capacity)") { _, _ in
        .object(PSHashtable(ignoresCase: false))
      },
      NativeOverload("hashtable new(System.Collections.IDictionary d)") { _, arguments in
        let copy = PSHashtable(ignoresCase: false)
        for (key, value) in arguments.object(0, as: PSHashtable.self)?.entries ?? [] {
          copy[key] = value
        }
        return .object(copy)
      },
    ])

  private static let ordered = PSTypeDefinition(
    "System.Collections.Specialized.OrderedDictionary", accelerators: ["ordered"],
    constructors: [
      NativeOverload("ordered new()") { _, _ in
        .object(PSHashtable(isOrdered: true, ignoresCase: false))
      }
    ])

  private static let arrayList = PSTypeDefinition(
    "System.Collections.ArrayList",
    converter: { value, _ in value.isNull ? .null : .object(PSList(value.enumerated)) },
    constructors: [
      NativeOverload("System.Collections.ArrayList new()") { _, _ in .object(PSList()) },
      NativeOverload("System.Collections.ArrayList new(int capacity)") { _, _ in .object(PSList())
      },
      NativeOverload("System.Collections.ArrayList new(System.Collections.ICollection c)") {
        _, arguments in
        .object(PSList(arguments[0].enumerated))
      },
    ],
    staticMethods: [])

  private static let guid = PSTypeDefinition(
    "System.Guid", accelerators: ["guid"], baseNames: ScalarTypes.valueType,
    converter: { value, _ in
      guard case .string(let text) = value else { return nil }
      return .object(try parsedGuid(text))
    },
    constructors: [
      NativeOverload("guid new()") { _, _ in .object(PSGuid.empty) },
      NativeOverload("guid new(string g)") { _, arguments in
        .object(try parsedGuid(arguments.text(0)))
      },
    ],
    staticProperties: [NativeProperty("Empty", "System.Guid") { _ in .object(PSGuid.empty) }],
    staticMethods: [
      NativeMethod("NewGuid", "guid NewGuid()") { _, arguments in
        .object(arguments.context.session.random.withGenerator { PSGuid(using: &$0) })
      },
      NativeMethod("Parse", "guid Parse(string input)") { _, arguments in
        .object(try parsedGuid(arguments.text(0)))
      },
    ])

  private static func parsedGuid(_ text: String) throws(NativeFailure) -> PSGuid {
    guard let guid = PSGuid(text) else {
      throw .format(
        "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).")
    }
    return guid
  }

  private static let version = PSTypeDefinition(
    "System.Version", accelerators: ["version"],
    converter: { value, _ in
      switch value {
      case .string(let text): return .object(try parsedVersion(text))
      case .number: return .object(try parsedVersion(TextConversion.text(of: value)))
      default: return nil
      }
    },
    constructors: [
      NativeOverload("version new(string version)") { _, arguments in
        .object(try parsedVersion(arguments.text(0)))
      },
      NativeOverload("version new(int major, int minor)") { _, arguments in
        try made(arguments)
      },
      NativeOverload("version new(int major, int minor, int build)") { _, arguments in
        try made(arguments)
      },
      NativeOverload("version new(int major, int minor, int build, int revision)") {
        _, arguments in
        try made(arguments)
      },
    ],
    staticMethods: [
      NativeMethod("Parse", "version Parse(string input)") { _, arguments in
        .object(try parsedVersion(arguments.text(0)))
      }
    ])

  private static func made(_ arguments: NativeArguments) throws(NativeFailure) -> PSValue {
    let parts = (0..<arguments.count).map { Int32(clamping: arguments.int($0)) }
    guard let version = PSVersion(parts: parts) else {
      throw .outOfRange("Version's parameters must be greater than or equal to zero.", "version")
    }
    return .object(version)
  }

  private static func parsedVersion(_ text: String) throws(NativeFailure) -> PSVersion {
    if let version = PSVersion(text) { return version }
    throw .argument(
      "Version string portion was too short or too long."
        + "\r\nParameter name: input")
  }
}
