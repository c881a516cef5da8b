import WSManProtocol
import XMLStream

/// The resource of a plugin that serves a request (`configuration.md` 9.1 and 9.2).
struct PluginRoute: Sendable {
  /// The plugin.
  let plugin: PluginDocument
  private let resource: XMLFragment

  /// The plugin resource for a URI: the one with exactly that URI, otherwise the longest one that
  /// the URI begins with, unless it says that it is for its own URI only.
  static func find(_ uri: ResourceURI, in plugins: [PluginDocument]) -> PluginRoute? {
    let wanted = uri.text.lowercased()
    var best: (length: Int, route: PluginRoute)?
    for plugin in plugins {
      for resource in plugin.resources {
        let own = resource.text(of: "ResourceUri").lowercased()
        let isExact = own == wanted
        guard isExact || (!resource.isOn("ExactMatch") && wanted.hasPrefix(own)), !own.isEmpty
        else { continue }
        let route = PluginRoute(plugin: plugin, resource: resource)
        if isExact { return route }
        if own.utf8.count > best?.length ?? 0 { best = (own.utf8.count, route) }
      }
    }
    return best?.route
  }

  /// Whether the plugin takes requests.
  var isEnabled: Bool {
    plugin.document.attribute(localName: "Enabled", ignoringCase: true)?.lowercased() != "false"
  }

  /// Whether the resource is one of shells.
  var servesShells: Bool { capability("Shell") != nil }

  /// The quotas of the plugin.
  var quotas: PluginQuotas { PluginQuotas(plugin) }

  /// Whether the plugin takes notice of the options of a request.
  var supportsOptions: Bool { resource.isOn("SupportsOptions") }

  /// Whether the resource offers what a request asks for; shells are operated by all actions.
  func offers(_ body: RequestBody) -> Bool {
    servesShells || capability(body.capability) != nil
  }

  /// Whether a request may ask for a part of an instance.
  func supportsFragment(_ body: RequestBody) -> Bool {
    capability(body.capability)?.isOn("SupportsFragment") ?? false
  }

  /// Whether an enumeration may have a filter.
  var supportsFiltering: Bool { capability("Enumerate")?.isOn("SupportsFiltering") ?? false }

  /// The descriptor for a URI; nil when the resource has none for it.
  ///
  /// - Parameter stored: the plugins as they are stored, because a change of security works at once.
  func securityDescriptor(for uri: ResourceURI, in stored: [PluginDocument]) -> String? {
    securityEntry(for: uri, in: stored)?.text(of: "Sddl")
  }

  /// The security entry for a URI: that of exactly this URI, otherwise that of the longest one which
  /// the URI begins with.
  func securityEntry(for uri: ResourceURI, in stored: [PluginDocument]) -> XMLFragment? {
    let wanted = uri.text.lowercased()
    let own = resource.text(of: "ResourceUri").lowercased()
    let present = stored.first { $0.isNamed(plugin.name) }?.resources
      .first { $0.text(of: "ResourceUri").lowercased() == own }
    var best: (length: Int, entry: XMLFragment)?
    for entry in (present ?? resource).children
    where entry.localName.lowercased() == "security" {
      let written = entry.text(of: "Uri").lowercased()
      let covered = written.isEmpty ? own : written
      guard entry.isOn("ExactMatch") ? wanted == covered : wanted.hasPrefix(covered) else {
        continue
      }
      if covered == wanted { return entry }
      if covered.utf8.count > best?.length ?? 0 { best = (covered.utf8.count, entry) }
    }
    return best?.entry
  }

  private func capability(_ type: String) -> XMLFragment? {
    resource.children.first {
      $0.localName.lowercased() == "capability"
        && $0.text(of: "Type").lowercased() == type.lowercased()
    }
  }
}

extension PluginDocument {
  /// The elements `Resource`.
  fileprivate var resources: [XMLFragment] {
    document.child(localName: "Resources", ignoringCase: true).map { Array($0.children) } ?? []
  }
}

extension RequestBody {
  /// The capability that covers the action.
  fileprivate var capability: String {
    switch self {
    case .get: "Get"
    case .put: "Put"
    case .create: "Create"
    case .delete: "Delete"
    case .enumerate, .pull, .release: "Enumerate"
    case .identify: "Identify"
    case .invoke: "Invoke"
    }
  }
}

extension XMLFragment {
  fileprivate func text(of attribute: String) -> String {
    self.attribute(localName: attribute, ignoringCase: true) ?? ""
  }

  fileprivate func isOn(_ attribute: String) -> Bool {
    ConfigurationValidator.boolean(text(of: attribute)) ?? false
  }
}
