import WSManProtocol
import XMLStream

/// `winrm/config/service/security`: the security entries of the plugins by URI (`configuration.md` 2 and
/// 9.5).
struct SecurityHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.get, .put]
  let keys = ["Uri"]

  static let resourceURI = ConfigurationSection.baseURI + "/service/security"

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    let uri = ResourceURI(request.selectors["Uri"] ?? "")
    let plugins = request.configuration.plugins
    guard
      let entry = PluginRoute.find(uri, in: plugins)?.securityEntry(for: uri, in: plugins)
    else { throw Self.unknown(request) }
    return XMLFragment("", XMLName(Namespaces.pluginConfiguration, "Security")) { root in
      root.declare("", Namespaces.pluginConfiguration)
      for attribute in entry.attributes where attribute.name.namespace.isEmpty {
        root.attribute(attribute.name.localName, attribute.value)
      }
    }
  }

  func put(
    _ request: ResourceRequest, _ body: XMLFragment, _ environment: ServiceEnvironment
  ) async throws -> ConfigurationChange {
    guard body.localName.lowercased() == "security" else {
      throw ConfigurationProblem(
        code: 2_150_858_773, message: "The body must be one element Security.")
    }
    guard body.namespace.lowercased() == Namespaces.pluginConfiguration.lowercased() else {
      throw ConfigurationProblem(
        code: 2_150_858_840,
        message: "The namespace \(ConfigurationProblem.quoted(body.namespace)) is not that of "
          + "plugins, \(Namespaces.pluginConfiguration).")
    }
    let given = try PluginParts.attributes(of: body)
    let uri = request.selectors["Uri"] ?? ""
    if let written = given["Uri"], written.lowercased() != uri.lowercased() {
      throw ConfigurationProblem(
        code: 2_150_858_989,
        message: "Uri is \(ConfigurationProblem.quoted(written)) in the body and "
          + "\(ConfigurationProblem.quoted(uri)) in the selector.")
    }
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
