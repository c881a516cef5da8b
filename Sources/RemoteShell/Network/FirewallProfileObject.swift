import PSEngine
import WSManService

/// What the firewall does in networks of one kind, as an object: `MSFT_NetFirewallProfile`.
final class FirewallProfileObject: NetworkObject {
  let state: FirewallProfileState

  init(_ state: FirewallProfileState) { self.state = state }

  override class var className: String { "MSFT_NetFirewallProfile" }

  /// What is shown of a profile, in its order.
  static let shown = [
    "Name", "Enabled", "DefaultInboundAction", "DefaultOutboundAction", "AllowInboundRules",
    "AllowLocalFirewallRules", "AllowLocalIPsecRules", "AllowUserApps", "AllowUserPorts",
    "AllowUnicastResponseToMulticast", "NotifyOnListen", "EnableStealthModeForIPsec",
    "LogFileName", "LogMaxSizeKilobytes", "LogAllowed", "LogBlocked", "LogIgnored",
    "DisabledInterfaceAliases",
  ]
  override class var names: [String] {
    shown + ["Profile", "Caption", "Description", "ElementName", "InstanceID", "PSComputerName"]
  }

  /// Where Windows writes what the firewall does.
  static let logFile = #"%systemroot%\system32\LogFiles\Firewall\pfirewall.log"#
  static let logSize = 4096

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name", "profile": .string(state.network.rawValue)
    case "enabled": FirewallSetting(state.isEnabled).value
    case "defaultinboundaction": FirewallDefaultAction(state.allowsInbound).value
    case "defaultoutboundaction": FirewallDefaultAction(state.allowsOutbound).value
    case "allowinboundrules", "allowlocalfirewallrules", "allowlocalipsecrules", "allowuserapps",
      "allowuserports", "allowunicastresponsetomulticast", "enablestealthmodeforipsec",
      "logignored":
      FirewallSetting.notConfigured.value
    case "notifyonlisten", "logallowed", "logblocked": FirewallSetting.off.value
    case "logfilename": .string(Self.logFile)
    case "logmaxsizekilobytes": .int(Self.logSize)
    case "disabledinterfacealiases": .strings(["NotConfigured"])
    case "instanceid": .string("MSFT|FW|FirewallProfile|\(state.network.rawValue)")
    case "caption", "description", "elementname", "pscomputername": .null
    default: nil
    }
  }
}
