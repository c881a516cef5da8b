extension ConfigurationSchema {
  /// A child of a section in document order.
  public enum Child: Sendable {
    /// A leaf.
    case setting(ConfigurationSetting)
    /// A nested container.
    case section(ConfigurationSection)
  }

  /// The children of a section in the order in which documents and the drive show them.
  public static func children(of section: ConfigurationSection) -> [Child] {
    childrenBySection[section] ?? []
  }

  /// The setting with an identifier such as `Client.Auth.Basic`, letter case ignored.
  public static func setting(id: String) -> ConfigurationSetting? {
    (indexByID[id] ?? indexByID[id.lowercased()]).map { settings[$0] }
  }

  /// The setting with a path below the host such as `Shell\IdleTimeout`, letter case ignored;
  /// `/` separates as well as `\`.
  public static func setting(drivePath: String) -> ConfigurationSetting? {
    let path = drivePath.lowercased().replacing("/", with: #"\"#)
    return indexByDrivePath[path].map { settings[$0] }
  }

  /// The section with a resource URI, letter case ignored.
  public static func section(resourceURI: String) -> ConfigurationSection? {
    sectionByURI[resourceURI.lowercased()]
  }

  /// Identifiers as they are, which the service looks up for every request, and in lower case.
  private static let indexByID = Dictionary(
    settings.indices.flatMap { [(settings[$0].id, $0), (settings[$0].id.lowercased(), $0)] },
    uniquingKeysWith: { first, _ in first })

  private static let indexByDrivePath = Dictionary(
    settings.indices.map { (settings[$0].drivePath.lowercased(), $0) },
    uniquingKeysWith: { first, _ in first })

  private static let sectionByURI = Dictionary(
    ConfigurationSection.allCases.map { ($0.resourceURI, $0) },
    uniquingKeysWith: { first, _ in first })

  private static let childrenBySection = Dictionary(
    ConfigurationSection.allCases.map { ($0, orderedChildren(of: $0)) },
    uniquingKeysWith: { first, _ in first })

  private static func orderedChildren(of section: ConfigurationSection) -> [Child] {
    let leaves = settings.filter { $0.section == section }.map { ($0.position, Child.setting($0)) }
    let containers = ConfigurationSection.allCases.filter { $0.parent == section }
      .map { ($0.position, Child.section($0)) }
    return (leaves + containers).sorted { $0.0 < $1.0 }.map(\.1)
  }
}
