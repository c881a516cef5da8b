import PSEngine

/// Commands with the parameters that a provider adds at a path
/// (`Get-Command -ArgumentList PATH -Syntax`, `Get-Help`, `language.md` 6.8).
struct DynamicSyntax {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// A command as it is when its first argument is a path; without arguments, at the current
  /// location.
  func command(_ command: CommandInfo, arguments: [PSValue]) async throws -> CommandInfo {
    let path = arguments.first.map { TextConversion.text(of: $0) } ?? "."
    let dynamic = try await parameters(of: command, at: path)
    return dynamic.isEmpty ? command : command.showing(dynamic)
  }

  /// The parameters and sets of a command at a path; `nil` for a command that asks no provider.
  func signature(of command: CommandInfo, at path: String) async throws -> CommandSignature? {
    let dynamic = try await parameters(of: command, at: path)
    return dynamic.isEmpty ? nil : command.showing(dynamic).shownSignature
  }

  /// What the provider of a path adds to a command.
  private func parameters(
    of command: CommandInfo, at path: String
  ) async throws -> [ParameterDefinition] {
    guard case .cmdlet(let type) = command.implementation, let items = type as? ItemCommand.Type
    else { return [] }
    let provider = context.makeProviderContext()
    guard let target = try await provider.resolve(path, true).first else { return [] }
    return try await target.implementation.dynamicParameters(
      items.operation, target.path, provider.entering(target))
  }
}
