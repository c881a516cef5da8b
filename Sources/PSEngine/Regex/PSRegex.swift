/// `System.Text.RegularExpressions.Regex`.
public final class PSRegex: PSObject {
  /// The compiled pattern.
  public let pattern: PSPattern

  /// Wraps a pattern.
  public init(_ pattern: PSPattern) { self.pattern = pattern }

  public override var baseTypeNames: [String] {
    ["System.Text.RegularExpressions.Regex", "System.Object"]
  }
  public override var text: String { pattern.source }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Options", "System.Text.RegularExpressions.RegexOptions"),
      PSPropertyInfo("RightToLeft", "System.Boolean"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "options": return .object(PSEnum(RegexOptions.enumType, pattern.options.rawValue))
    case "righttoleft": return .bool(false)
    default: return nil
    }
  }
  public override var declaredMethods: [PSMethodInfo] { RegexMethods.instance.map(\.info) }
  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(
      RegexMethods.instance, name, on: .object(self), arguments, in: context)
  }
}

/// `System.Text.RegularExpressions.Match`, or `Group` for a part of one.
public final class PSMatch: PSObject {
  private let match: PSPattern.Match?
  private let pattern: PSPattern
  private let group: Int

  /// A match; `nil` for one that failed.
  public init(_ match: PSPattern.Match?, _ pattern: PSPattern, group: Int = 0) {
    self.match = match
    self.pattern = pattern
    self.group = group
  }

  public override var baseTypeNames: [String] {
    let chain = [
      "System.Text.RegularExpressions.Group", "System.Text.RegularExpressions.Capture",
      "System.Object",
    ]
    return group == 0 ? ["System.Text.RegularExpressions.Match"] + chain : chain
  }

  private var value: String? { match?.text(group) }

  public override var text: String { value ?? "" }
  public override var declaredProperties: [PSPropertyInfo] {
    let own = [
      PSPropertyInfo("Success", "System.Boolean"), PSPropertyInfo("Name"),
      PSPropertyInfo("Captures", "System.Text.RegularExpressions.CaptureCollection"),
      PSPropertyInfo("Index", "System.Int32"), PSPropertyInfo("Length", "System.Int32"),
      PSPropertyInfo("Value"),
    ]
    return group == 0
      ? [PSPropertyInfo("Groups", "System.Text.RegularExpressions.GroupCollection")] + own : own
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "success": return .bool(value != nil)
    case "name": return .string(pattern.program.groupNames[group])
    case "index": return .int(value == nil ? 0 : match?.start(group) ?? 0)
    case "length": return .int(value?.utf16.count ?? 0)
    case "value": return .string(value ?? "")
    case "captures": return .list(value == nil ? [] : [.object(self)])
    case "groups" where group == 0:
      return .object(PSGroupCollection(match, pattern))
    default: return nil
    }
  }
  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard group == 0 else { return nil }
    switch (name.lowercased(), arguments.count) {
    case ("nextmatch", 0):
      guard let match else { return .object(self) }
      let next = try RegexMethods.timed {
        try pattern.match(
          in: match.input, from: match.end() + (match.end() == match.start() ? 1 : 0))
      }
      return .object(PSMatch(next, pattern))
    case ("result", 1):
      guard let match else { return .string("") }
      return .string(
        RegexReplacement(TextConversion.text(of: arguments[0]), pattern).expand(match))
    default: return nil
    }
  }
}

/// The groups of a match, by number or name.
final class PSGroupCollection: PSObject {
  private let match: PSPattern.Match?
  private let pattern: PSPattern

  init(_ match: PSPattern.Match?, _ pattern: PSPattern) {
    self.match = match
    self.pattern = pattern
  }

  override var baseTypeNames: [String] {
    ["System.Text.RegularExpressions.GroupCollection", "System.Object"]
  }
  override var enumeratedElements: [PSValue]? {
    pattern.program.groupNames.indices.map { .object(PSMatch(match, pattern, group: $0)) }
  }
  override func indexed(by key: PSValue) throws -> PSValue? {
    let number: Int?
    switch key.unwrapped {
    case .string(let name): number = pattern.group(name)
    case .number(let value): number = value.roundedInteger.map { Int(clamping: $0) }
    default: return nil
    }
    guard let number, pattern.program.groupNames.indices.contains(number) else {
      return .object(PSMatch(nil, pattern))
    }
    return .object(PSMatch(match, pattern, group: number))
  }
}
