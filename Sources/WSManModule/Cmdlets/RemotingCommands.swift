import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// The session configurations of PowerShell among the plugins of the local computer.
private struct SessionConfigurations {
  /// The entry of a security descriptor that shuts out whoever comes over the network.
  static let denial = "(D;;GA;;;NU)"
  private static let resource = ResourceURI.configuration.appending("plugin")
  private static let library = "pwrshplugin.dll"

  let session: WSManSession

  /// Changes each session configuration.
  /// - Returns: how many were changed.
  func change(_ work: (inout PluginEditor) -> Void) async throws -> Int {
    var documents: [XMLFragment] = []
    for try await item in session.enumerate(ResourceLocator(resource: Self.resource)) {
      if let document = item.object { documents.append(document) }
    }
    var count = 0
    for document in documents {
      let file = document.attribute(localName: "Filename") ?? ""
      guard file.lowercased().hasSuffix(Self.library),
        let name = document.attribute(localName: "Name")
      else { continue }
      let unchanged = PluginEditor(document)
      var editor = unchanged
      work(&editor)
      guard editor.document != unchanged.document else { continue }
      try await session.put(
        ResourceLocator(resource: Self.resource, selectors: ["Name": name]), editor.document)
      count += 1
    }
    return count
  }
}

/// `Enable-PSRemoting`: quick configuration, and then the session configurations of PowerShell are open
/// to whoever comes over the network.
final class EnablePSRemotingCommand: QuickConfigCommand {
  private static let description = CmdletMetadata(
    "Enable-PSRemoting", typeName: "Microsoft.PowerShell.Commands.EnablePSRemotingCommand",
    parameters: [force.definition, skipNetworkProfileCheck.definition],
    supportsShouldProcess: true, synopsis: "Sets up the local computer for remote PowerShell.",
    outputTypes: ["System.String"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    try requireElevation(context)
    guard try await context.shouldProcess("PowerShell remoting", action: "Enable") else { return }
    guard try await mayStart(context) else { return }
    let count = try await context.session.wsmanServices.changes.asOne {
      try await setUp(transport: "http", context)
      return try await withLocalSession(context) { session in
        try await SessionConfigurations(session: session).change { editor in
          editor.set("Enabled", to: "true")
          editor.mapDescriptors { $0.replacing(SessionConfigurations.denial, with: "") }
        }
      }
    }
    if count > 0 { try await context.writeWarning(WSManMessages.restartWarning) }
  }
}

/// `Disable-PSRemoting`: shuts the session configurations of PowerShell to whoever comes over the network.
/// The service, its listeners and the firewall stay as they are, as on Windows.
final class DisablePSRemotingCommand: LocalComputerCommand {
  private static let force = Parameter<SwitchParameter>("Force", help: "Does not ask.")

  private static let description = CmdletMetadata(
    "Disable-PSRemoting", typeName: "Microsoft.PowerShell.Commands.DisablePSRemotingCommand",
    parameters: [force.definition], supportsShouldProcess: true, confirmImpact: .high,
    synopsis: "Shuts remote PowerShell to other computers.")

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    try requireElevation(context)
    if !context[Self.force] {
      guard try await context.shouldProcess("PowerShell remoting", action: "Disable") else {
        return
      }
    }
    try await context.writeWarning(WSManMessages.remotingKeepsRest)
    let count = try await context.session.wsmanServices.changes.asOne {
      try await withLocalSession(context) { session in
        try await SessionConfigurations(session: session).change { editor in
          editor.mapDescriptors(Self.denied)
        }
      }
    }
    if count > 0 { try await context.writeWarning(WSManMessages.restartWarning) }
  }

  /// A descriptor whose list begins with the denial.
  private static func denied(_ sddl: String) -> String {
    guard !sddl.contains(SessionConfigurations.denial),
      let list = sddl.firstRange(of: "D:"), let entry = sddl[list.upperBound...].firstIndex(of: "(")
    else { return sddl }
    return String(sddl[..<entry]) + SessionConfigurations.denial + String(sddl[entry...])
  }
}
