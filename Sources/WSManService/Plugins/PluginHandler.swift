import WSManProtocol
import XMLStream

/// The plugins, `winrm/config/plugin` (`configuration.md` 9).
struct PluginHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.get, .put, .create, .delete, .enumerate, .invoke]
  let keys = ["Name"]
  let actions = ["Restore"]

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    let plugins = request.configuration.plugins
    return plugins[try Self.index(of: request, in: plugins)].document
  }

  func enumerate(_ request: ResourceRequest) throws -> ItemSource {
    let plugins = request.configuration.plugins
    return ItemSource { index in
      guard plugins.indices.contains(index) else { return nil }
      return EnumeratedItem(
        object: plugins[index].document, reference: Self.reference(to: plugins[index].name))
    }
  }

  func put(
    _ request: ResourceRequest, _ body: XMLFragment, _ environment: ServiceEnvironment
  ) async throws -> ConfigurationChange {
    let given = try PluginParts(body)
    try await PluginAccount.check(given, request.configuration, environment)
    return { configuration in
      let index = try Self.index(of: request, in: configuration.plugins)
      let present = configuration.plugins[index]
      let changed = try PluginRules.changed(
        PluginParts(present.document), by: given, in: configuration.profile)
      try Self.checkResources(of: changed, in: configuration.plugins, except: index)
      configuration.plugins[index] = PluginDocument(name: present.name, document: changed.document)
    }
  }

  /// Puts the plugins back that a fresh computer has, and only those (`cmdlets.md` 7.9).
  func invoke(
    _ action: String, _ request: ResourceRequest, _ input: XMLFragment?,
    _ environment: ServiceEnvironment
  ) async throws -> ActionResult {
    let namespace = ConfigurationSection.baseURI + "/plugin"
    let output = XMLFragment("n1", XMLName(namespace, "Restore_OUTPUT")) { root in
      root.declare("n1", namespace)
    }
    return ActionResult(output) { $0.plugins = $0.restored().plugins }
  }

  func create(
    _ request: ResourceRequest, _ body: XMLFragment?, _ environment: ServiceEnvironment
  ) async throws -> ResourceCreation {
    let name = request.selectors["Name"] ?? ""
    guard let body else {
      throw WSManFault(.invalidXMLMissingValues, message: "The body of the request is empty.")
    }
    let given = try PluginParts(body)
    try await PluginAccount.check(given, request.configuration, environment)
    let created = try PluginRules.created(
      given, named: name, in: request.configuration.profile)
    return ResourceCreation(reference: Self.reference(to: name)) { configuration in
      guard !configuration.plugins.contains(where: { $0.isNamed(name) }) else {
        throw WSManFault(
          .alreadyExists,
          message: "A plugin named \(ConfigurationProblem.quoted(name)) exists already.")
      }
      try Self.checkResources(of: created, in: configuration.plugins, except: nil)
      let plugin = PluginDocument(name: name, document: created.document)
      let place = configuration.plugins.firstIndex { name.lowercased() < $0.name.lowercased() }
      configuration.plugins.insert(plugin, at: place ?? configuration.plugins.endIndex)
    }
  }

  func delete(_ request: ResourceRequest) throws -> ConfigurationChange {
    { configuration in
      configuration.plugins.remove(at: try Self.index(of: request, in: configuration.plugins))
    }
  }

  private static func index(
    of request: ResourceRequest, in plugins: [PluginDocument]
  ) throws(WSManFault) -> Int {
    let name = request.selectors["Name"] ?? ""
    guard let index = plugins.firstIndex(where: { $0.isNamed(name) }) else {
      throw WSManFault(
        .resourceNotFound,
        message: "There is no plugin named \(ConfigurationProblem.quoted(name)).")
    }
    return index
  }

  private static func reference(to name: String) -> EndpointReference {
    EndpointReference(
      resource: ResourceURI(PluginDocument.resourceURI), selectors: ["Name": name])
  }

  /// Two plugins may not serve the same resource.
  private static func checkResources(
    of parts: PluginParts, in plugins: [PluginDocument], except own: Int?
  ) throws(WSManFault) {
    let uris = Set((parts.resources ?? []).map { $0.uri.lowercased() })
    for (index, plugin) in plugins.enumerated() where index != own {
      guard let uri = plugin.resourceURIs.first(where: uris.contains) else { continue }
      throw WSManFault(
        .alreadyExists,
        message: "The resource \(uri) is served by the plugin \(plugin.name) already.")
    }
  }
}

/// The check of the account that a plugin runs as (`configuration.md` 9.2).
enum PluginAccount {
  /// Checks account and password of a document that brings both.
  static func check(
    _ parts: PluginParts, _ configuration: ComputerConfiguration,
    _ environment: ServiceEnvironment
  ) async throws {
    let user = parts.attributes["RunAsUser"] ?? ""
    let password = parts.attributes["RunAsPassword"] ?? ""
    guard !user.isEmpty, !password.isEmpty else { return }
    guard !configuration.policyTurnsOn(.disableRunAs) else {
      throw ConfigurationProblem(
        code: 2_150_859_232, message: "The group policy forbids plugins to run as another user.")
    }
    let account = try await environment.accounts.account(named: user)
    if let account, try await environment.accounts.isPassword(password, of: account) { return }
    throw ConfigurationProblem(
      code: 2_150_859_203,
      message:
        "The plugin cannot run as \(ConfigurationProblem.quoted(user)): the logon failed with "
        + "the error 1326, the user name or the password is wrong.")
  }
}
