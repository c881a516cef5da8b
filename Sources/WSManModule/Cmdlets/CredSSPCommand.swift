import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// A side of CredSSP: delegating credentials, or receiving them.
enum CredSSPRole: String {
  case client = "Client"
  case server = "Server"

  /// The resource with the switches of that side.
  var resource: ResourceURI {
    .configuration.appending(self == .client ? "client/auth" : "service/auth")
  }

  /// What is asked before the side is switched on.
  var question: String {
    self == .client ? WSManMessages.credSSPClientQuestion : WSManMessages.credSSPServerQuestion
  }
}

/// What the CredSSP cmdlets have in common (`cmdlets.md` 5.11 to 5.13).
class CredSSPCommand: LocalComputerCommand {
  /// What the names of the policy begin with.
  static let service = "wsman/"

  static let role = Parameter<String>(
    "Role", position: 0, mandatory: true, validations: [.set(["Client", "Server"])],
    help: "Client delegates credentials, Server receives them.")

  /// The side that was named.
  final func role(_ context: CommandContext) -> CredSSPRole? {
    let text = context[Self.role] ?? ""
    return text.equalsIgnoringCase("Client")
      ? .client : text.equalsIgnoringCase("Server") ? .server : nil
  }

  /// Whether a side is switched on.
  /// - Returns: `nil` when the configuration does not have the switch, which has been reported.
  final func isOn(
    _ role: CredSSPRole, _ session: WSManSession, _ context: CommandContext
  ) async throws -> Bool? {
    let auth = try await session.get(ResourceLocator(resource: role.resource))
    if let node = auth.child(XMLName(role.resource.text, "CredSSP")) {
      return node.innerText.trimmingXMLSpace().lowercased() == "true"
    }
    let message = WSManMessages.configurationDamaged
    try await context.writeError(
      ErrorRecord(
        PSException("System.InvalidOperationException", message), id: message,
        category: .invalidOperation))
    return nil
  }

  /// Switches a side on or off; its other switches stay.
  /// - Returns: the switches of the side as they are now.
  final func set(
    _ role: CredSSPRole, _ isOn: Bool, _ session: WSManSession
  ) async throws -> XMLFragment? {
    let uri = role.resource.text
    let content = XMLFragment("cfg", XMLName(uri, "Auth")) { auth in
      auth.declare("cfg", uri)
      auth.element("cfg", XMLName(uri, "CredSSP"), text: isOn ? "true" : "false")
    }
    return try await session.put(ResourceLocator(resource: role.resource), content)
  }

  /// Whether an entry of the policy is about WS-Management.
  static func isOwn(_ entry: String) -> Bool { entry.lowercased().hasPrefix("wsman") }
}
