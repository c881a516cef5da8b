import WSManProtocol
import XMLStream

/// `winrm/config/service/security`: the security entries of the plugins by URI (`configuration.md` 2 and
/// 9.5).
struct SecurityHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.get, .put]
  let keys = ["Uri"]

  static let resourceURI = ConfigurationSection.baseURI + "/service/security"

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    let uri = (request.selectors["Uri"] ?? "").lowercased()
    var best: (length: Int, entry: XMLFragment)?
    for plugin in request.configuration.plugins {
      guard let resources = plugin.document.child(localName: "Resources") else { continue }
      for resource in resources.children {
        let base = resource.attribute(localName: "ResourceUri", ignoringCase: true) ?? ""
        for entry in resource.children where entry.localName == "Security" {
          let own = entry.attribute(localName: "Uri", ignoringCase: true) ?? ""
          let covered = (own.isEmpty ? base : own).lowercased()
          let isExact = entry.attribute(localName: "ExactMatch", ignoringCase: true) == "true"
          guard isExact ? uri == covered : uri.hasPrefix(covered) else { continue }
          if covered.utf8.count > best?.length ?? -1 { best = (covered.utf8.count, entry) }
        }
      }
    }
    guard let best else { throw Self.unknown(request) }
    return XMLFragment("", XMLName(Namespaces.pluginConfiguration, "Security")) { root in
      root.declare("", Namespaces.pluginConfiguration)
      for attribute in best.entry.attributes where attribute.name.namespace.isEmpty {
        root.attribute(attribute.name.localName, attribute.value)
      }
    }
  }

  func put(
    _ request: ResourceRequest, _ body: XMLFragment, _ environment: ServiceEnvironment
  ) async throws -> ConfigurationChange {
    guard body.localName == "Security" else {
      throw ConfigurationProblem(
        code: 2_150_858_773, message: "The body must be one element Security.")
    }
    let given = try PluginParts.attributes(of: body)
    let uri = request.selectors["Uri"] ?? ""
    return { configuration in
      var entry = given
      entry["Uri"] = entry["Uri"] ?? uri
      guard let (index, place) = Self.owner(of: uri, in: configuration.plugins) else {
        throw Self.unknown(request)
      }
      let plugin = configuration.plugins[index]
      var parts = try PluginParts(plugin.document)
      let same = parts.resources?[place].securities.firstIndex {
        $0["Uri"]?.lowercased() == entry["Uri"]?.lowercased()
      }
      if let same {
        parts.resources?[place].securities[same] = entry
      } else {
        parts.resources?[place].securities.append(entry)
      }
      let changed = try PluginRules.changed(
        PluginParts(plugin.document), by: parts, in: configuration.profile)
      configuration.plugins[index] = PluginDocument(name: plugin.name, document: changed.document)
    }
  }

  /// The answer to Put is the whole document of the plugin.
  func answerToPut(_ request: ResourceRequest) throws -> XMLFragment {
    let uri = request.selectors["Uri"] ?? ""
    guard let (index, _) = Self.owner(of: uri, in: request.configuration.plugins) else {
      throw Self.unknown(request)
    }
    return request.configuration.plugins[index].document
  }

  /// The plugin and its resource with the longest URI that the wanted one begins with.
  private static func owner(
    of uri: String, in plugins: [PluginDocument]
  ) -> (plugin: Int, resource: Int)? {
    let uri = uri.lowercased()
    var best: (length: Int, plugin: Int, resource: Int)?
    for (index, plugin) in plugins.enumerated() {
      for (place, base) in plugin.resourceURIs.enumerated()
      where uri.hasPrefix(base) && base.utf8.count > best?.length ?? 0 {
        best = (base.utf8.count, index, place)
      }
    }
    return best.map { ($0.plugin, $0.resource) }
  }

  private static func unknown(_ request: ResourceRequest) -> WSManFault {
    WSManFault(
      WSManErrorCode(2_150_859_199),
      message: "No plugin serves \(ConfigurationProblem.quoted(request.selectors["Uri"] ?? "")).")
  }
}
