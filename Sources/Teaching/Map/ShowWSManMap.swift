import PSEngine
import WSManClient

/// `Show-WSManMap`: the connected computers and the tree of the drive.
final class ShowWSManMapCommand: Cmdlet {
  private static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["cn"], position: 0, completion: .source("ConnectedComputer"),
    help: "Only these computers; wildcards are allowed.")
  private static let path = Parameter<String>(
    "Path", validations: [.notNullOrEmpty], completion: .path,
    help: "The page to write, such as C:\\map.html.")
  private static let depth = Parameter<Int32>(
    "Depth", validations: [.range(0, 20)],
    help: "How many levels below a computer are shown; 2 when not given.")
  private static let includeSetting = Parameter<SwitchParameter>(
    "IncludeSetting", help: "Lists the settings with their values, instead of counting them.")
  private static let force = Parameter<SwitchParameter>("Force", help: "Replaces a read-only file.")

  private static let description = CmdletMetadata(
    "Show-WSManMap", typeName: "WSManShell.ShowWSManMapCommand",
    parameters: [
      computerName.definition, path.definition, depth.definition, includeSetting.definition,
      force.definition,
    ], supportsShouldProcess: true,
    synopsis: "Draws the connected computers and the tree of the WSMan: drive.",
    outputTypes: ["System.String"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let patterns = context[Self.computerName]?.map { WildcardPattern($0) }
    let depth = Int(context[Self.depth] ?? 2)
    let connections = context.session.mapConnections().filter { connection in
      patterns.map { $0.contains { $0.matches(connection.name) } } ?? true
    }
    guard !connections.isEmpty else {
      return try await context.writeWarning(
        "No connected computer has that name. Connect one: Connect-WSMan server01")
    }
    var computers: [MapComputer] = []
    for connection in connections {
      // What the map itself reads is not counted: neither here nor in the next map.
      try await WireTraffic.withoutCounting {
        computers.append(try await .read(connection, depth: depth, context))
      }
    }
    let includesSettings = context[Self.includeSetting]
    guard let path = context[Self.path] else {
      var text = MapText(includesSettings: includesSettings, width: context.host.width)
      text.write(computers)
      let isColored = context.host.supportsColor
      for line in text.lines { try await context.write(.string(line.text(colored: isColored))) }
      return
    }
    let file = try ContentFile(WildcardPattern.unescape(path), context)
    guard try await context.shouldProcess(file.shown, action: "Write map page") else { return }
    try await file.replace(
      with: [.string(MapPage(computers).html)], force: context[Self.force])
  }
}
