import CIMModel
import WSManProtocol
import WSManService

/// What the instances of a computer that nobody has changed are made from (`configuration.md` 18.7).
struct CIMSeed: Sendable {
  /// The short name in capitals, such as `SERVER01`.
  let computerName: String
  /// The name with the domain; the short name in a workgroup.
  let fullName: String
  /// The full name of the domain; nil in a workgroup.
  let domainName: String?
  /// The short name of the domain; nil in a workgroup.
  let domainShortName: String?
  /// The version of Windows, which also the service tells, and its service pack.
  let system: (version: String, servicePack: String)
  /// The addresses without those of loopback.
  let addresses: [String]
  let users: [LabUser]
  /// The groups of the lab file.
  var groups: [LabGroup] = []

  /// All instances of `root/cimv2`.
  var instances: [CIMInstance] {
    systemInstances + hardwareInstances + storageInstances + networkInstances + processInstances
      + serviceInstances + loadOrderInstances + accountInstances
  }

  /// The computer as references name it.
  var systemPath: CIMObjectPath {
    CIMObjectPath(className: "Win32_ComputerSystem", keys: ["Name": computerName])
  }

  /// Values that instances of logical elements share.
  func element(_ name: String, description: String? = nil) -> [String: CIMValue] {
    [
      "Name": .string(name), "Caption": .string(name), "Description": .string(description ?? name),
      "Status": .string("OK"),
    ]
  }

  /// Values that devices share.
  func device(_ className: String, _ id: String) -> [String: CIMValue] {
    [
      "CreationClassName": .string(className), "DeviceID": .string(id),
      "SystemName": .string(computerName),
      "SystemCreationClassName": .string("Win32_ComputerSystem"), "Status": .string("OK"),
    ]
  }

  /// When the computer was started last; the same on every machine, so that answers are too.
  static let bootTime = CIMDateTime("20240301081530.000000+000").map(CIMValue.datetime) ?? .null
  /// When the system was installed.
  static let installTime = CIMDateTime("20240115093000.000000+000").map(CIMValue.datetime) ?? .null
}

extension CIMInstance {
  /// An instance of several groups of values, later ones winning.
  init(_ className: String, _ groups: [String: CIMValue]...) {
    self.init(
      className: className, values: groups.reduce(into: [:]) { $0.merge($1) { _, new in new } })
  }

  /// An association of two instances.
  init(_ className: String, _ first: (String, CIMObjectPath), _ second: (String, CIMObjectPath)) {
    self.init(
      className: className,
      values: [first.0: .reference(first.1), second.0: .reference(second.1)])
  }
}
