/// A method of a built-in type, written in Swift: `"abc".Substring(1)`, `[math]::Round(1.5)`.
public struct NativeMethod: Sendable {
  /// Name as shown; calls ignore case.
  public let name: String
  /// The overloads in the order in which they are tried.
  public let overloads: [NativeOverload]

  /// Describes a method.
  public init(_ name: String, _ overloads: [NativeOverload]) {
    self.name = name
    self.overloads = overloads
  }

  /// A method with one overload.
  /// - Parameters:
  ///   - name: its name.
  ///   - definition: its signature, such as `string Trim(Params char[] trimChars)`.
  ///   - body: what it does.
  public init(
    _ name: String, _ definition: String, _ body: @escaping NativeOverload.Body
  ) {
    self.init(name, [NativeOverload(definition, body)])
  }

  /// Calls the method of that name in a table, as a module's own kind of object does.
  /// - Returns: `nil` when the table has no such method.
  /// - Throws: ``PSRuntimeError`` with the ids of `language.md` 4.8.
  public static func call(
    _ methods: [NativeMethod], _ name: String, on target: PSValue, _ arguments: [PSValue],
    in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(methods, name, on: target, arguments, in: context)
  }

  /// What `Get-Member` shows.
  public var info: PSMethodInfo {
    PSMethodInfo(name, overloads.map(\.definition).joined(separator: ", "))
  }
}

/// One overload of a method or constructor.
public struct NativeOverload: Sendable {
  /// What the overload does; the first parameter is the object, `$null` for static members.
  public typealias Body = @Sendable (PSValue, NativeArguments) async throws -> PSValue

  /// A parameter of an overload.
  public struct Parameter: Sendable {
    /// Name, for messages.
    public let name: String
    /// The type that the argument is converted to.
    public let type: ParameterType
    /// Whether it takes all further arguments.
    public let takesRest: Bool
  }

  /// The signature as `Get-Member` shows it, such as `string Substring(int startIndex)`.
  public let definition: String
  /// The parameters, read from ``definition``.
  public let parameters: [Parameter]
  /// What it does.
  public let body: Body

  /// Describes an overload.
  /// - Parameters:
  ///   - definition: its signature; type words are `string`, `int`, `char[]`… or full names, and
  ///     `Params` stands before a parameter that takes all further arguments.
  ///   - body: what it does.
  public init(_ definition: String, _ body: @escaping Body) {
    self.definition = definition
    self.body = body
    parameters = Self.parameters(of: definition)
  }

  private static func parameters(of definition: String) -> [Parameter] {
    // Bytes: there are hundreds of signatures, and characters would take ten times as long.
    let bytes = definition.utf8
    guard let open = bytes.firstIndex(of: UInt8(ascii: "(")),
      let close = bytes.lastIndex(of: UInt8(ascii: ")")), open < close
    else { return [] }
    let list = bytes[bytes.index(after: open)..<close]
    return list.split(separator: UInt8(ascii: ",")).map { part in
      var words = part.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
      let takesRest = words.first == "Params"
      if takesRest { words.removeFirst() }
      return Parameter(
        name: words.last ?? "", type: ParameterType(signatureWord: words.first ?? ""),
        takesRest: takesRest)
    }
  }
}

extension ParameterType {
  /// The type that a word of a signature stands for.
  init(signatureWord word: String) {
    if word.hasSuffix("[]") {
      self = .array(ParameterType(signatureWord: String(word.dropLast(2))))
      return
    }
    switch word {
    case "object", "System.Object": self = .any
    case "switch": self = .switchParameter
    default: self = .named(Self.fullNames[word] ?? word)
    }
  }

  private static let fullNames: [String: String] = [
    "string": "System.String", "char": "System.Char", "bool": "System.Boolean",
    "byte": "System.Byte", "sbyte": "System.SByte", "short": "System.Int16",
    "ushort": "System.UInt16", "int": "System.Int32", "uint": "System.UInt32",
    "long": "System.Int64", "ulong": "System.UInt64", "float": "System.Single",
    "double": "System.Double", "decimal": "System.Decimal", "datetime": "System.DateTime",
    "timespan": "System.TimeSpan", "type": "System.Type",
    "scriptblock": "System.Management.Automation.ScriptBlock",
  ]
}

/// The converted arguments of a call, with the context it runs in.
public struct NativeArguments {
  /// The arguments.
  public let values: [PSValue]
  /// The context of the call.
  public let context: ExecutionContext

  /// How many there are.
  public var count: Int { values.count }

  /// An argument, `$null` beyond the last.
  public subscript(index: Int) -> PSValue {
    values.indices.contains(index) ? values[index] : .null
  }

  /// An argument as text.
  public func text(_ index: Int) -> String { TextConversion.text(of: self[index]) }

  /// An argument as a whole number, clamped to the machine's range.
  public func int(_ index: Int) -> Int {
    guard case .number(let number) = self[index].unwrapped, let value = number.roundedInteger else {
      return 0
    }
    return Int(clamping: value)
  }

  /// An argument as a floating-point number.
  public func double(_ index: Int) -> Double {
    if case .number(let number) = self[index].unwrapped { return number.doubleValue }
    return 0
  }

  /// An argument as truth.
  public func bool(_ index: Int) -> Bool { Truth.isTrue(self[index]) }

  /// An argument as an object of a class.
  public func object<T: PSObject>(_ index: Int, as type: T.Type = T.self) -> T? {
    self[index].asObject as? T
  }

  /// The number of an enumeration value or of a plain number.
  public func flags(_ index: Int) -> Int64 {
    if let value = object(index, as: PSEnum.self) { return value.value }
    return Int64(int(index))
  }
}

/// A .NET exception raised inside a native member or conversion; the engine wraps it as the
/// situation demands (`language.md` 4.8).
public struct NativeFailure: Error, Sendable {
  /// Full .NET type name.
  public let exceptionType: String
  /// What failed, why, and the next thing to do.
  public let message: String

  /// Makes a failure.
  public init(_ exceptionType: String, _ message: String) {
    self.exceptionType = exceptionType
    self.message = message
  }

  /// `System.ArgumentException`
  static func argument(_ message: String) -> NativeFailure {
    NativeFailure("System.ArgumentException", message)
  }

  /// `System.ArgumentOutOfRangeException` with the parameter named as .NET does.
  static func outOfRange(_ message: String, _ parameter: String) -> NativeFailure {
    NativeFailure(
      "System.ArgumentOutOfRangeException", "\(message)\r\nParameter name: \(parameter)")
  }

  /// `System.FormatException`
  static func format(_ message: String) -> NativeFailure {
    NativeFailure("System.FormatException", message)
  }

  /// `System.OverflowException`
  static func overflow(_ message: String) -> NativeFailure {
    NativeFailure("System.OverflowException", message)
  }
}
