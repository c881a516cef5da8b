import PSEngine

/// Commands with the parameters that a provider adds at a path
/// (`Get-Command -ArgumentList PATH -Syntax`, `Get-Help`, `language.md` 6.8).
struct DynamicSyntax {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// The syntax lines of a command when its first argument is a path.
  func lines(of command: CommandInfo, arguments: [PSValue]) async throws -> [String] {
    guard let path = arguments.first.map({ TextConversion.text(of: $0) }),
      let signature = try await signature(of: command, at: path)
    else { return CommandSyntax.lines(of: command) }
    return CommandSyntax.lines(of: signature, name: command.name)
  }

  /// The parameters and sets of a command at a path; `nil` for a command that asks no provider.
  func signature(of command: CommandInfo, at path: String) async throws -> CommandSignature? {
    guard case .cmdlet(let type) = command.implementation, let items = type as? ItemCommand.Type
    else { return nil }
    let provider = context.makeProviderContext()
    guard let target = try await provider.resolve(path, true).first else { return nil }
    var signature = command.signature
    signature.parameters += try await target.implementation.dynamicParameters(
      items.operation, target.path, provider.entering(target))
    return signature
  }
}
