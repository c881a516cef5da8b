/// A variable of a scope (`Get-Variable`).
public final class PSVariable: PSObject {
  /// Name without `$` and prefix.
  public let name: String
  /// Flags.
  public var options: ItemOptions
  /// `Description`.
  public var summary: String
  /// What assignments pass through: the type and validation attributes of `[int]$x`, kept for the
  /// variable's life.
  public var constraint: ((PSValue) throws -> PSValue)?
  /// What it is usually set to, for completion.
  public var knownValues: [String] = []
  private let getter: (() -> PSValue)?
  private var stored: PSValue

  /// A variable that stores a value.
  public init(
    _ name: String, _ value: PSValue, options: ItemOptions = [], summary: String = ""
  ) {
    self.name = name
    stored = value
    getter = nil
    self.options = options
    self.summary = summary
  }

  /// A variable that is worked out on each reading (`$PWD`, `$?`).
  public init(computed name: String, summary: String = "", _ getter: @escaping () -> PSValue) {
    self.name = name
    stored = .null
    self.getter = getter
    options = [.constant, .allScope]
    self.summary = summary
  }

  deinit { DeferredRelease.free(&stored) }

  /// The value as it is; nothing is checked when it is set this way (see ``assign(_:force:)``).
  public var value: PSValue {
    get { getter.map { $0() } ?? stored }
    set { stored = newValue }
  }

  /// Assigns as the language does: flags and constraint are obeyed.
  /// - Parameter force: whether a read-only variable may be changed.
  /// - Throws: ``PSRuntimeError`` with id `VariableNotWritable`, or what the constraint throws.
  public func assign(_ value: PSValue, force: Bool = false) throws {
    if options.contains(.constant) || (options.contains(.readOnly) && !force) {
      throw notWritable()
    }
    stored = try constraint.map { try $0(value.presentOrNull) } ?? value
  }

  /// The error of a refused assignment (`language.md` 5.4).
  public func notWritable() -> PSRuntimeError {
    PSRuntimeError(
      "Cannot overwrite variable \(name) because it is read-only or constant.",
      id: "VariableNotWritable", category: .writeError,
      exception: "System.Management.Automation.SessionStateUnauthorizedAccessException",
      target: .string(name))
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.PSVariable", "System.Object"]
  }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Name"), PSPropertyInfo("Description", isSettable: true),
      PSPropertyInfo("Value", "System.Object", isSettable: true), PSPropertyInfo("Visibility"),
      PSPropertyInfo("Module"), PSPropertyInfo("ModuleName"),
      PSPropertyInfo("Options", "System.Management.Automation.ScopedItemOptions"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": return .string(self.name)
    case "description": return .string(summary)
    case "value": return value.presentOrNull
    case "visibility": return .string("Public")
    case "module": return .null
    case "modulename": return .string("")
    case "options": return .string(options.text)
    default: return nil
    }
  }
  public override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    switch name.lowercased() {
    case "value": try assign(value)
    case "description": summary = TextConversion.text(of: value)
    default: return false
    }
    return true
  }
}
