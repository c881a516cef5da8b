public import WSManProtocol
public import XMLStream

/// What was read of a computer over WS-Management, to become a computer of a lab file.
public struct RecordedComputer: Sendable {
  /// Instances of one class, as the computer wrote them.
  public struct Instances: Sendable {
    /// The class that was asked for.
    public let className: String
    /// The namespace with slashes, such as `root/cimv2`.
    public let namespace: String
    /// The names of the selectors that tell the instances apart.
    public let keys: [String]
    /// The instances.
    public let objects: [XMLFragment]

    /// Instances that were read.
    public init(className: String, namespace: String, keys: [String], objects: [XMLFragment]) {
      self.className = className
      self.namespace = namespace
      self.keys = keys
      self.objects = objects
    }
  }

  /// The computer as it was named.
  public let name: String
  /// What it says it is.
  public var product: IdentifyResponse
  /// The document of `winrm/config`.
  public var configuration: XMLFragment
  /// The documents of its listeners.
  public var listeners: [XMLFragment] = []
  /// The documents of its certificate mappings.
  public var certificateMappings: [XMLFragment] = []
  /// The documents of its plugins; nil when they could not be read.
  public var plugins: [XMLFragment]?
  /// What tells its name and its accounts: instances of `Win32_ComputerSystem`,
  /// `Win32_UserAccount`, `Win32_Group` and `Win32_GroupUser`, as far as they could be read.
  public var identity: [Instances] = []
  /// The instances that were asked for.
  public var instances: [Instances] = []

  /// A computer of which the first things are known.
  public init(name: String, product: IdentifyResponse, configuration: XMLFragment) {
    self.name = name
    self.product = product
    self.configuration = configuration
  }
}
