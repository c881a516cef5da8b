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

/// What does not go into a lab file as it is.
public struct LabMasks: Swift.OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int
  /// Makes a set of bits.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// Names of computers, domains and users, addresses and SIDs: the same one gets the same mask
  /// everywhere.
  public static let names = LabMasks(rawValue: 1)
  /// What is not called a secret but tells one or tells machines apart: serial numbers, product
  /// keys, arguments of programs, values of environment variables.
  public static let secrets = LabMasks(rawValue: 2)
}

/// A lab file, and what could not be said in it.
public struct LabFileText: Sendable, Equatable {
  /// The file.
  public let text: String
  /// One sentence for each thing that was left out.
  public let notes: [String]

  /// A file.
  public init(text: String, notes: [String]) {
    self.text = text
    self.notes = notes
  }
}

/// Writes lab files; declared here so that those who read computers need not know the format.
public protocol LabFileWriter: Sendable {
  /// The file in which the computers are emulated. No password that a computer tells is in it.
  ///
  /// - Parameters:
  ///   - masks: what does not go into it as it is.
  ///   - accountPassword: the password of all accounts; nil for none, so that nobody can log on.
  /// - Throws: an error whose description says what cannot be said in a lab file.
  func file(
    of computers: [RecordedComputer], masks: LabMasks, accountPassword: String?
  ) throws -> LabFileText
}
