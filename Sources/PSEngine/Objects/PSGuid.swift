/// `System.Guid`.
public final class PSGuid: PSObject {
  /// The 32 digits in lower case, without dashes.
  public let digits: String

  private init(digits: String) { self.digits = digits }

  /// Reads a GUID in any of its forms: with or without dashes, braces or parentheses.
  public convenience init?(_ text: String) {
    var body = Substring(text.trimmingWhiteSpace())
    if (body.hasPrefix("{") && body.hasSuffix("}")) || (body.hasPrefix("(") && body.hasSuffix(")"))
    {
      body = body.dropFirst().dropLast()
    }
    let groups = body.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.count == 1 || groups.map(\.count) == [8, 4, 4, 4, 12] else { return nil }
    let digits = groups.joined().lowercased()
    guard digits.utf8.count == 32,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
    else { return nil }
    self.init(digits: digits)
  }

  /// A random GUID (version 4).
  public convenience init(using generator: inout some RandomNumberGenerator) {
    var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    bytes[6] = bytes[6] & 0x0f | 0x40
    bytes[8] = bytes[8] & 0x3f | 0x80
    self.init(digits: bytes.map { NumberFormat.padded(String($0, radix: 16), 2) }.joined())
  }

  /// The GUID of zeros.
  public static var empty: PSGuid { PSGuid(digits: String(repeating: "0", count: 32)) }

  public override var baseTypeNames: [String] {
    ["System.Guid", "System.ValueType", "System.Object"]
  }
  public override var text: String { dashed }
  public override var equalityKey: String? { digits }
  public override var declaredProperties: [PSPropertyInfo] { [PSPropertyInfo("Guid")] }
  public override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase("Guid") ? .string(dashed) : nil
  }

  private var dashed: String {
    var rest = Substring(digits)
    return [8, 4, 4, 4, 12].map { count in
      defer { rest = rest.dropFirst(count) }
      return String(rest.prefix(count))
    }.joined(separator: "-")
  }

  /// `N`, `D`, `B` or `P`.
  func formatted(_ format: String) throws(NativeFailure) -> String {
    switch format.lowercased() {
    case "n": return digits
    case "", "d": return dashed
    case "b": return "{\(dashed)}"
    case "p": return "(\(dashed))"
    default:
      throw .format(
        "Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", \"p\", \"B\" or \"b\".")
    }
  }
}

extension PSGuid: OrderedObject, ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Guid") }
  func order(to other: PSObject) -> Int? {
    guard let other = other as? PSGuid else { return nil }
    return digits == other.digits ? 0 : digits < other.digits ? -1 : 1
  }
}
