/// `System.Version`: two to four numbers.
public final class PSVersion: PSObject {
  /// The numbers that were given.
  public let parts: [Int32]

  /// Makes a version of two to four numbers.
  public init?(parts: [Int32]) {
    guard (2...4).contains(parts.count), parts.allSatisfy({ $0 >= 0 }) else { return nil }
    self.parts = parts
  }

  /// Reads `1.2`, `1.2.3` or `1.2.3.4`.
  public convenience init?(_ text: String) {
    let fields = text.trimmingWhiteSpace().split(separator: ".", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { field in
      field.allSatisfy { $0.isASCII && $0.isNumber } ? Int32(field) : nil
    }
    guard numbers.count == fields.count else { return nil }
    self.init(parts: numbers)
  }

  public override var baseTypeNames: [String] { ["System.Version", "System.Object"] }
  public override var text: String { parts.map { String($0) }.joined(separator: ".") }
  public override var equalityKey: String? { text }
  public override var declaredProperties: [PSPropertyInfo] {
    ["Major", "Minor", "Build", "Revision"].map { PSPropertyInfo($0, "System.Int32") }
      + [
        PSPropertyInfo("MajorRevision", "System.Int16"),
        PSPropertyInfo("MinorRevision", "System.Int16"),
      ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    func part(_ index: Int) -> Int32 { parts.indices.contains(index) ? parts[index] : -1 }
    switch name.lowercased() {
    case "major": return .int(part(0))
    case "minor": return .int(part(1))
    case "build": return .int(part(2))
    case "revision": return .int(part(3))
    case "majorrevision": return .number(.int16(Int16(truncatingIfNeeded: part(3) >> 16)))
    case "minorrevision": return .number(.int16(Int16(truncatingIfNeeded: part(3))))
    default: return nil
    }
  }
  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard name.equalsIgnoringCase("ToString"), arguments.count == 1 else { return nil }
    let count = NativeArguments(values: arguments, context: context).int(0)
    guard (0...parts.count).contains(count) else {
      throw NativeFailure.argument("The version has \(parts.count) parts.")
    }
    return .string(parts.prefix(count).map { String($0) }.joined(separator: "."))
  }
}

extension PSVersion: OrderedObject, ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Version") }
  func order(to other: PSObject) -> Int? {
    guard let other = other as? PSVersion else { return nil }
    for index in 0..<4 {
      let a = parts.indices.contains(index) ? parts[index] : -1
      let b = other.parts.indices.contains(index) ? other.parts[index] : -1
      if a != b { return a < b ? -1 : 1 }
    }
    return 0
  }
}
