import WSManProtocol

/// Which handler serves which resource URI; letter case is ignored.
enum ResourceTable {
  /// The handler of a resource; nil when the service does not know the resource.
  static func handler(for resource: ResourceURI) -> (any ResourceHandler)? {
    handlers[resource]
  }

  private static let handlers: [ResourceURI: any ResourceHandler] = {
    var table: [ResourceURI: any ResourceHandler] = [
      ResourceURI(ListenerDocument.resourceURI): ListenerHandler(),
      ResourceURI(PluginDocument.resourceURI): PluginHandler(),
      ResourceURI(CertificateMappingHandler.resourceURI): CertificateMappingHandler(),
      ResourceURI(SecurityHandler.resourceURI): SecurityHandler(),
      ResourceURI.configuration.appending("resource"): ResourceListHandler(),
    ]
    for section in ConfigurationSection.allCases {
      table[ResourceURI(section.resourceURI)] = SectionHandler(section: section)
    }
    return table
  }()

  /// The resource of custom remote shells, of which only the oldest generation made use
  /// (`configuration.md` 2).
  static let customRemoteShell = ResourceURI.configuration.appending("winrs/customremoteshell")
}
