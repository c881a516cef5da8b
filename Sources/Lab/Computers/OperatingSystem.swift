import WSManProtocol

extension ConfigurationProfile {
  /// The version that a computer of the generation reports.
  var operatingSystem: (version: String, servicePack: String) {
    switch self {
    case .current: ("10.0.20348", "0.0")
    case .ws2012: ("6.3.9600", "0.0")
    case .winrm20: ("6.1.7601", "1.0")
    case .winrm11: ("6.0.6002", "2.0")
    }
  }
}
