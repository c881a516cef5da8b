import PSEngine
import WSManProtocol
import XMLStream

/// New-Item in the container of plugins and below it (`provider.md` 10.7).
struct PluginCreation {
  private typealias Options = ItemOptions

  private let tree: ComputerTree
  private let context: ProviderContext

  init(_ tree: ComputerTree, _ context: ProviderContext) {
    self.tree = tree
    self.context = context
  }

  /// Creates what belongs to a place.
  /// - Parameter below: names below `Plugin`.
  func run(_ below: [String]) async throws {
    switch (below.count, below.count > 1 ? below[1] : "") {
    case (0, _): try await createFromParameters()
    case (1, _): try await createFromFile(below[0])
    case (2, "InitializationParameters"): try await addParameter(to: below[0])
    case (2, "Resources"): try await addResource(to: below[0])
    case (4, "Resources") where below[3] == "Security":
      try await addSecurity(to: below[0], resource: below[2])
    default: throw WSManProvider.notCreatable
    }
  }

  private var container: String { "\(tree.computer)\\Plugin" }

  private func mayCreate(_ target: String) async throws -> Bool {
    let isAgreed = try await context.shouldProcess(target, action: "New-Item")
    return isAgreed || tree.isRehearsal
  }

  // MARK: Plugins

  private func createFromParameters() async throws {
    guard let name = context[Options.plugin], let file = context[Options.fileName],
      let version = context[Options.sdkVersion], let resource = context[Options.resource],
      let capabilities = context[Options.capability],
      let rendering = context[Options.xmlRenderingType]
    else { return try await reportMissingParameters() }
    guard try await mayCreate("\(container)\\\(name)") else { return }
    var values = [("Name", name), ("Filename", file), ("SDKVersion", version)]
    if let account = context[Options.runAsCredential] {
      values.append(("RunAsUser", account.userName))
      values.append(("RunAsPassword", account.password.reveal()))
    }
    if context[Options.autoRestart] { values.append(("AutoRestart", "True")) }
    if let seconds = context.dynamicValue(Options.processIdleTimeout.name), !seconds.isNull {
      values.append(("ProcessIdleTimeoutSec", TextConversion.text(of: seconds)))
    }
    if context[Options.useSharedProcess] { values.append(("UseSharedProcess", "True")) }
    values.append(("XmlRenderingType", rendering))
    let namespace = ResourceURI.configuration.text + "/PluginConfiguration"
    let document = XMLFragment("", XMLName(namespace, "PlugInConfiguration")) { root in
      root.declare("", namespace)
      for (name, value) in values { root.attribute(name, value) }
    }
    var editor = PluginEditor(document)
    editor.addResource(resource.absolute, capabilities: Self.texts(capabilities))
    try await create(name, editor.document)
  }

  private func createFromFile(_ name: String) async throws {
    guard let path = context[Options.file], let command = context.command else {
      return try await reportMissingParameters()
    }
    guard try await mayCreate("\(container)\\\(name)") else { return }
    let text: String
    do {
      text = try await InputFile.text(of: path, command)
    } catch let error as PSRuntimeError {
      // An unreadable file ends this item, not the command.
      let exception = error.record.exception
      let id = exception.exceptionType.split(separator: ".").last.map(String.init) ?? ""
      return try await context.writeError(
        ErrorRecord(exception, id: id, category: .invalidOperation))
    }
    let document: XMLFragment
    do {
      document = try XMLFragment(parsing: text)
    } catch {
      throw WSManErrors.providerError(
        WSManFault(.invalidXML, message: WSManMessages.notXML(path, "\(error)")))
    }
    try await create(name, document)
  }

  private func reportMissingParameters() async throws {
    try await context.writeError(
      ErrorRecord(
        PSException(
          "System.InvalidOperationException", WSManMessages.unsupported("New-Item")),
        id: "InvalidOperationException", category: .invalidOperation))
  }

  private func create(_ name: String, _ document: XMLFragment) async throws {
    try await WSManErrors.asProviderErrors { try await tree.plugins.create(name, document) }
    try await write(PluginRegion.item(name), [], isContainer: true)
  }

  // MARK: Parts of a plugin

  private func addParameter(to plugin: String) async throws {
    guard let name = context[Options.paramName], let value = context[Options.paramValue] else {
      throw WSManProvider.notCreatable
    }
    try await edit(plugin, "InitializationParameters") { editor in
      guard !editor.hasParameter(name) else {
        throw PSRuntimeError.provider(WSManMessages.parameterExists(name, plugin))
      }
      editor.addParameter(name, value)
      return (PluginNode.parameterItem(name, value), false)
    }
  }

  private func addResource(to plugin: String) async throws {
    guard let uri = context[Options.resourceUri],
      let capabilities = context[Options.resourceCapability]
    else { throw WSManProvider.notCreatable }
    try await edit(plugin, "Resources") { editor in
      editor.addResource(uri.absolute, capabilities: Self.texts(capabilities))
      return (PluginNode.resourceItem(uri.absolute), true)
    }
  }

  private func addSecurity(to plugin: String, resource: String) async throws {
    guard let sddl = context[Options.sddl] else { throw WSManProvider.notCreatable }
    try await edit(plugin, "Resources", resource, "Security") { editor in
      guard let uri = editor.addSecurity(resource, sddl: sddl) else {
        throw PSRuntimeError.provider(
          WSManMessages.resourceMissing(WSManPath.joined(tree.computer, path(plugin, resource))))
      }
      return (PluginNode.securityItem(uri, ofResource: resource), true)
    }
  }

  private func path(_ plugin: String, _ resource: String) -> ArraySlice<String> {
    ["Plugin", plugin, "Resources", resource, "Security"]
  }

  /// Reads the plugin, changes its document and puts it back.
  /// - Parameter change: makes the change and gives the new item.
  private func edit(
    _ name: String, _ parts: String...,
    change: (inout PluginEditor) throws -> (WSManConfigElement, isContainer: Bool)
  ) async throws {
    let found = try await WSManErrors.asProviderErrors {
      try await tree.plugins.spelling(of: name)
    }
    guard let plugin = found else {
      throw WSManProvider.notFound(
        WSManPath.joined(tree.computer, ["Plugin", name]), context)
    }
    let place = "\(container)\\\(([plugin] + parts).joined(separator: "\\"))"
    guard try await mayCreate(place) else { return }
    var editor = PluginEditor(
      try await WSManErrors.asProviderErrors { try await tree.plugins.document(plugin) })
    let (element, isContainer) = try change(&editor)
    if parts.last == "Security" {
      guard try await context.confirmsSecurity(of: plugin) else { return }
    }
    let document = editor.document
    try await WSManErrors.asProviderErrors { try await tree.plugins.put(plugin, document) }
    try await write(element, [plugin] + parts, isContainer: isContainer)
  }

  private func write(
    _ element: WSManConfigElement, _ parents: [String], isContainer: Bool
  ) async throws {
    let path = ([container] + parents + [element.name]).joined(separator: "\\")
    try await context.write(ProviderItem(.object(element), path: path, isContainer: isContainer))
  }

  private static func texts(_ values: [PSValue]) -> [String] {
    values.map { TextConversion.text(of: $0) }
  }
}
