import CIMModel
import WSManProtocol

/// One call of a method, and what it can see and change while it runs.
struct CIMMethodCall {
  /// The class whose method is called.
  let target: CIMClass
  let namespace: String
  /// The instance; nil for a method of the class.
  let instance: CIMInstance?
  /// The parameters that were given; those of value null are left out.
  let inputs: [CIMName: CIMValue]
  /// The instances of the computer.
  let writer: any CIMInstanceWriter
  let caller: Caller
  /// The clock of the computer before anybody set it.
  let clock: any CIMClock
  let facts: CIMCallFacts

  /// The text of a parameter; nil when it was not given.
  func text(_ name: String) -> String? {
    if case .string(let text)? = inputs[CIMName(name)] { text } else { nil }
  }

  /// The number of a parameter; nil when it was not given.
  func number(_ name: String) -> Int64? {
    switch inputs[CIMName(name)] {
    case .unsigned(let number)?: Int64(clamping: number)
    case .signed(let number)?: number
    default: nil
    }
  }

  /// The texts of an array; nil when it was not given.
  func texts(_ name: String) -> [String]? {
    inputs[CIMName(name)].map { $0.elements.map(\.text) }
  }

  /// Whether a path can be that of a folder on one of the computer's drives.
  func isFolder(_ path: String) throws -> Bool {
    guard path.dropFirst().hasPrefix(":\\"), !path.contains(where: { "\"/|<>?*".contains($0) })
    else { return false }
    let drive = path.prefix(2).uppercased()
    return try writer.all("Win32_LogicalDisk", in: namespace).contains {
      $0["DeviceID"].text.uppercased() == drive
    }
  }

  /// Whether the caller is an administrator, without which methods change nothing.
  var isAdministrator: Bool { AccessCheck.allowsConfiguration(caller) }

  /// The point in time of the call.
  var now: CIMValue { get throws { try Self.now(clock, writer) } }

  /// What the clock of a computer shows, which may have been set.
  static func now(_ clock: any CIMClock, _ reader: any CIMInstanceReader) throws -> CIMValue {
    let clock = try ShiftedCIMClock(clock, reader)
    return .datetime(.timestamp(.init(microseconds: clock.microseconds, offset: clock.offset)))
  }

  /// Stores the instance with other values.
  func store(_ change: (inout CIMInstance) -> Void) throws {
    guard var changed = instance else { return }
    change(&changed)
    try writer.replace(changed, in: namespace)
  }
}

/// What a method answers.
struct CIMMethodResult: Hashable {
  /// The returned value: 0 for success, otherwise a code of the class (`configuration.md` 18.4).
  let code: UInt32
  /// The parameters that go out, by name.
  var outputs: [String: CIMValue] = [:]

  /// A result.
  init(_ code: UInt32, outputs: [String: CIMValue] = [:]) {
    self.code = code
    self.outputs = outputs
  }

  /// The method did what it was asked for.
  static let success = CIMMethodResult(0)
  /// The caller may not do this.
  static let accessDenied = CIMMethodResult(2)
}

/// What the methods of classes do.
enum CIMMethodTable {
  typealias Body = @Sendable (CIMMethodCall) throws -> CIMMethodResult

  /// What a method does; nil when emulated computers have no behaviour for it.
  static func body(of method: String, in className: String) -> Body? {
    bodies[CIMName(className)]?[CIMName(method)]
  }

  private static let bodies: [CIMName: [CIMName: Body]] = [
    CIMName("Win32_Service"): named(ServiceMethods.all),
    CIMName("Win32_SystemDriver"): named(ServiceMethods.ofDrivers),
    CIMName("Win32_Process"): named(ProcessMethods.all),
    CIMName("Win32_Share"): named(ShareMethods.all),
    CIMName("Win32_NetworkAdapter"): named(NetworkMethods.ofAdapters),
    CIMName("Win32_NetworkAdapterConfiguration"): named(NetworkMethods.ofConfigurations),
    CIMName("Win32_OperatingSystem"): named(PowerMethods.all),
    CIMName("Win32_ComputerSystem"): named(ComputerMethods.all),
    CIMName("Win32_LogicalDisk"): named(SystemMethods.ofDisks),
    CIMName("Win32_ScheduledJob"): named(SystemMethods.ofJobs),
    CIMName("Win32_UserAccount"): named(SystemMethods.ofAccounts),
  ]

  private static func named(_ bodies: [String: Body]) -> [CIMName: Body] {
    Dictionary(
      bodies.map { (CIMName($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
