import PSEngine

/// Syntax lines with the parameters that a provider adds at a path
/// (`Get-Command -ArgumentList PATH -Syntax`, `language.md` 6.8).
struct DynamicSyntax {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// The lines of a command when its first argument is a path.
  func lines(of command: CommandInfo, arguments: [PSValue]) async throws -> [String] {
    var signature = command.signature
    guard case .cmdlet(let type) = command.implementation, let items = type as? ItemCommand.Type,
      let path = arguments.first.map({ TextConversion.text(of: $0) })
    else { return CommandSyntax.lines(of: command) }
    let provider = context.makeProviderContext()
    guard let target = try await provider.resolve(path, true).first else {
      return CommandSyntax.lines(of: command)
    }
    signature.parameters += try await target.implementation.dynamicParameters(
      items.operation, target.path, provider.entering(target))
    return CommandSyntax.lines(of: signature, name: command.name)
  }
}
