import CIMModel
import WSManProtocol

/// The methods of network adapters and their addresses.
enum NetworkMethods {
  static let ofAdapters: [String: CIMMethodTable.Body] = [
    "Enable": { try setEnabled(true, $0) }, "Disable": { try setEnabled(false, $0) },
  ]

  static let ofConfigurations: [String: CIMMethodTable.Body] = [
    "EnableDHCP": enableDHCP, "EnableStatic": enableStatic, "SetGateways": setGateways,
    "SetDNSServerSearchOrder": setServers, "RenewDHCPLease": renewLease,
    "ReleaseDHCPLease": releaseLease,
  ]

  private enum Code {
    static let invalidMask = CIMMethodResult(66)
    static let invalidParameter = CIMMethodResult(68)
    static let tooManyGateways = CIMMethodResult(69)
    static let invalidAddress = CIMMethodResult(70)
    static let invalidGateway = CIMMethodResult(71)
    static let ipNotEnabled = CIMMethodResult(84)
    static let outOfBounds = CIMMethodResult(90)
    static let accessDenied = CIMMethodResult(91)
    static let dhcpNotEnabled = CIMMethodResult(100)
  }

  private static func setEnabled(_ isEnabled: Bool, _ call: CIMMethodCall) throws -> CIMMethodResult
  {
    guard call.isAdministrator else { return CIMMethodResult(5) }
    try call.store {
      $0["NetEnabled"] = .boolean(isEnabled)
      $0["NetConnectionStatus"] = .unsigned(isEnabled ? 2 : 0)
    }
    return .success
  }

  @Sendable private static func enableDHCP(_ call: CIMMethodCall) throws -> CIMMethodResult {
    try changed(call) { $0["DHCPEnabled"] = .boolean(true) }
  }

  @Sendable private static func enableStatic(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard let addresses = call.texts("IPAddress"), let masks = call.texts("SubnetMask"),
      !addresses.isEmpty, addresses.count == masks.count
    else { return Code.invalidParameter }
    guard addresses.allSatisfy(isHost) else { return Code.invalidAddress }
    guard masks.allSatisfy(isMask) else { return Code.invalidMask }
    return try changed(call) {
      $0["DHCPEnabled"] = .boolean(false)
      $0["IPAddress"] = .array(addresses.map(CIMValue.string))
      $0["IPSubnet"] = .array(masks.map(CIMValue.string))
    }
  }

  @Sendable private static func setGateways(_ call: CIMMethodCall) throws -> CIMMethodResult {
    let gateways = call.texts("DefaultIPGateway") ?? []
    guard gateways.count <= 5 else { return Code.tooManyGateways }
    guard gateways.allSatisfy(isHost) else { return Code.invalidGateway }
    let metrics = call.inputs[CIMName("GatewayCostMetric")]?.elements
    guard metrics == nil || metrics?.count == gateways.count else { return Code.invalidParameter }
    guard (metrics ?? []).allSatisfy({ UInt16($0.text) ?? .max <= largestMetric }) else {
      return Code.outOfBounds
    }
    return try changed(call) {
      $0["DefaultIPGateway"] = gateways.isEmpty ? .null : .array(gateways.map(CIMValue.string))
      $0["GatewayCostMetric"] =
        gateways.isEmpty ? .null : .array(metrics ?? gateways.map { _ in .unsigned(1) })
    }
  }

  @Sendable private static func setServers(_ call: CIMMethodCall) throws -> CIMMethodResult {
    let servers = call.texts("DNSServerSearchOrder") ?? []
    guard servers.allSatisfy({ IPAddress($0) != nil }) else { return Code.invalidAddress }
    return try changed(call) {
      $0["DNSServerSearchOrder"] = servers.isEmpty ? .null : .array(servers.map(CIMValue.string))
    }
  }

  @Sendable private static func renewLease(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.instance?["DHCPEnabled"] == .boolean(true) else { return Code.dhcpNotEnabled }
    let now = try call.now
    return try changed(call) { $0["DHCPLeaseObtained"] = now }
  }

  @Sendable private static func releaseLease(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.instance?["DHCPEnabled"] == .boolean(true) else { return Code.dhcpNotEnabled }
    return try changed(call) {
      $0["DHCPLeaseObtained"] = .null
      $0["DHCPLeaseExpires"] = .null
      $0["IPAddress"] = .null
      $0["IPSubnet"] = .null
    }
  }

  private static func changed(
    _ call: CIMMethodCall, _ change: (inout CIMInstance) -> Void
  ) throws -> CIMMethodResult {
    guard call.isAdministrator else { return Code.accessDenied }
    guard call.instance?["IPEnabled"] == .boolean(true) else { return Code.ipNotEnabled }
    try call.store(change)
    return .success
  }

  private static func isIPv4(_ text: String) -> Bool {
    !text.contains(":") && IPAddress(text) != nil
  }

  /// Whether a text is an address that one computer can have: none for many, itself or nobody.
  private static func isHost(_ text: String) -> Bool {
    guard isIPv4(text), let first = text.split(separator: ".").first.flatMap({ UInt8($0) })
    else { return false }
    return (1..<224).contains(first) && first != 127
  }

  private static let largestMetric: UInt16 = 9999

  /// Whether a text is a mask of ones followed by zeros.
  private static func isMask(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).compactMap {
      UInt8($0)
    }
    guard parts.count == 4, isIPv4(text) else { return false }
    let bits = parts.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return bits.leadingZeroBitCount == 0 && (~bits &+ 1).nonzeroBitCount == 1
  }
}
