/// `[ref]$x`: a place that a method may assign (`System.Management.Automation.PSReference`).
public final class PSReference: PSObject {
  private var read: (() -> PSValue)?
  private var write: ((PSValue) throws -> Void)?

  /// Refers to a place.
  public init(read: @escaping () -> PSValue, write: @escaping (PSValue) throws -> Void) {
    self.read = read
    self.write = write
  }

  /// A place of its own that holds a value.
  public convenience init(_ value: PSValue) {
    var stored = value
    self.init(read: { stored }, write: { stored = $0 })
  }

  deinit {
    DeferredRelease.free(&read)
    DeferredRelease.free(&write)
  }

  /// The value in the place.
  public var value: PSValue { read?() ?? .null }

  /// Assigns the place.
  public func assign(_ value: PSValue) throws { try write?(value) }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.PSReference", "System.Object"]
  }
  public override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("Value", "System.Object", isSettable: true)]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase("Value") ? value : nil
  }
  public override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    guard name.equalsIgnoringCase("Value") else { return false }
    try assign(value)
    return true
  }
}
