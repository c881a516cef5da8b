import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// `winrm configsddl`: who may do what with a resource. Windows opens an editor with windows; here the
/// security descriptor is shown and a new one asked for.
struct WinRMDescriptorEditor {
  private let work: WinRMWork

  init(_ work: WinRMWork) { self.work = work }

  /// Shows the descriptor and stores the new one.
  func run(_ session: WSManSession) async throws {
    let resource = work.line.arguments.first ?? ""
    let isRoot = resource.lowercased() == "default"
    let service = ResourceURI.configuration.appending("service")
    let locator =
      isRoot
      ? ResourceLocator(resource: service)
      : ResourceLocator(
        resource: service.appending("security"),
        selectors: ["Uri": ResourceAliases.expand(resource)])
    let document = try await session.get(locator)
    let current =
      isRoot
      ? document.child(localName: "RootSDDL")?.text
      : document.attribute(localName: "Sddl", ignoringCase: true)
    guard let current else { throw WinRMUsageError.rule(WinRMMessages.noDescriptor) }
    try await work.console.write("\(isRoot ? "RootSDDL" : "Sddl") = \(current)\n")
    let answer = try await work.console.readLine(prompt: WinRMMessages.descriptorPrompt)
    let text = answer?.trimmingXMLSpace() ?? ""
    guard !text.isEmpty, text != current else {
      return try await work.console.write(WinRMMessages.descriptorKept)
    }
    let content =
      isRoot
      ? try ResourceDocument.setting([("RootSDDL", text)], in: document)
      : Self.security(document, with: text)
    if let changed = try await session.put(locator, content) { try await work.write(changed) }
  }

  /// The element with another descriptor.
  private static func security(_ document: XMLFragment, with text: String) -> XMLFragment {
    XMLFragment(document.prefix, document.name) { root in
      for (prefix, namespace) in document.declarations { root.declare(prefix, namespace) }
      for item in document.attributes where item.name.namespace.isEmpty {
        let isDescriptor = item.name.localName.lowercased() == "sddl"
        root.attribute(item.name.localName, isDescriptor ? text : item.value)
      }
    }
  }
}
