import PSEngine
import WSManProtocol

// What settings may be set to, for completion. Only names are offered, no numbers and texts.
extension WSManProvider {
  func valueCandidates(ofItem path: String) -> [String] {
    guard let place = WSManPath(path), let name = place.below.last else { return [] }
    switch place {
    case .root, .computer: return []
    case .generic:
      let setting = ConfigurationSchema.setting(
        drivePath: place.below.joined(separator: "\\"))
      switch setting?.type {
      case .boolean: return Self.booleans
      case .text(.channelBindingLevel): return ["None", "Relaxed", "Strict"]
      default: return []
      }
    case .listener, .certificate:
      return name.equalsIgnoringCase("Enabled") ? Self.booleans : []
    case .plugin:
      return Self.pluginValues.first { $0.name.equalsIgnoringCase(name) }?.values ?? []
    }
  }

  private static let booleans = ["true", "false"]

  /// `configuration.md` 9.1.
  private static let pluginValues: [(name: String, values: [String])] = [
    ("Enabled", booleans), ("UseSharedProcess", booleans), ("AutoRestart", booleans),
    ("RunAsVirtualAccount", booleans), ("XmlRenderingType", ["text", "XmlReader"]),
    ("OutputBufferingMode", ["Block", "Drop"]), ("Architecture", ["32", "64"]),
  ]
}
