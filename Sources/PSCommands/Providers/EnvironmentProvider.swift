import PSEngine

/// The drive `Env:` over the emulated environment (`language.md` 1.2).
final class EnvironmentProvider: FlatProvider {
  init() { super.init(driveName: "Env", summary: "") }

  override var noun: String { "EnvironmentVariable" }

  override func names(_ context: ProviderContext) -> [String] {
    context.session.environment.all.map(\.name)
  }

  override func item(_ name: String, _ context: ProviderContext) -> PSValue? {
    guard let entry = entry(name, context) else { return nil }
    return .object(PSDictionaryEntry(key: .string(entry.name), value: .string(entry.value)))
  }

  override func content(_ name: String, _ context: ProviderContext) -> PSValue? {
    context.session.environment[name].map { .string($0) }
  }

  override func assign(_ name: String, _ value: PSValue, _ context: ProviderContext) async throws {
    guard !name.contains(where: { $0 == "=" || $0 == "\0" }) else {
      throw PSRuntimeError(
        "'\(name)' cannot be the name of an environment variable: it contains = or NUL.",
        id: "Argument", category: .invalidArgument,
        exception: "System.Management.Automation.PSArgumentException", target: .string(name))
    }
    context.session.environment[name] = value.isNull ? nil : TextConversion.text(of: value)
  }

  override func remove(_ name: String, _ context: ProviderContext) throws {
    context.session.environment[name] = nil
  }

  private func entry(_ name: String, _ context: ProviderContext) -> (name: String, value: String)? {
    guard let value = context.session.environment[name] else { return nil }
    let spelled = context.session.environment.all.first { $0.name.equalsIgnoringCase(name) }?.name
    return (spelled ?? name, value)
  }
}
