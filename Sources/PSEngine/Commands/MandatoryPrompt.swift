/// Asks for mandatory parameters that were not given (`language.md` 6.6).
struct MandatoryPrompt {
  private let context: CommandContext

  init(_ context: CommandContext) { self.context = context }

  /// Asks for each parameter in order.
  /// - Returns: the answers; `nil` when nobody can be asked.
  func ask(for definitions: [ParameterDefinition]) async throws -> [PSValue]? {
    let host = context.host
    guard host.isInteractive else { return nil }
    var head =
      "\ncmdlet \(context.signature.name) at command pipeline position "
      + "\(context.invocation.pipelinePosition)\n"
      + "Supply values for the following parameters:\n"
    if definitions.contains(where: { !$0.help.isEmpty }) { head += "(Type !? for Help.)\n" }
    host.write(head, to: .prompt)
    var answers: [PSValue] = []
    do {
      for definition in definitions { answers.append(try await ask(definition)) }
    } catch is PromptUnavailable {
      return nil
    }
    return answers
  }

  private func ask(_ definition: ParameterDefinition) async throws -> PSValue {
    guard case .array(let element) = definition.type else {
      return try await ask(definition, as: definition.type, label: definition.name)
    }
    var values: [PSValue] = []
    while true {
      let label = "\(definition.name)[\(values.count)]"
      let line = try await line(definition, label)
      if line.isEmpty { return .list(values) }
      if let value = converted(line, element) { values.append(value) }
    }
  }

  private func ask(
    _ definition: ParameterDefinition, as type: ParameterType, label: String
  ) async throws -> PSValue {
    if case .named("System.Management.Automation.PSCredential") = type {
      context.host.write("\(label)\n", to: .prompt)
      let prompt = CredentialPrompt(userName: nil)
      let answer = try await prompt.ask(context.host, context.session.configuration)
      return answer.map { .object($0) } ?? .null
    }
    if case .named("System.Security.SecureString") = type {
      let secret = try await context.host.readSecret(prompt: "\(label): ")
      return .object(PSSecureString(secret ?? ""))
    }
    while true {
      let line = try await line(definition, label)
      if let value = converted(line, type) { return value }
    }
  }

  /// One line; `!?` prints the parameter's help and asks again.
  private func line(_ definition: ParameterDefinition, _ label: String) async throws -> String {
    while true {
      guard let line = try await context.host.readLine(prompt: "\(label): ") else {
        throw PromptUnavailable(question: label)
      }
      guard line == "!?" else { return line }
      let help = definition.help.isEmpty ? "No help is available for \(label)." : definition.help
      context.host.write(help + "\n", to: .prompt)
    }
  }

  /// The answer as the parameter's type; a message and `nil` when it is none.
  private func converted(_ line: String, _ type: ParameterType) -> PSValue? {
    if case .named("System.String") = type { return .string(line) }
    do {
      return try Conversion.convert(.string(line), to: type, types: context.session.types)
    } catch {
      context.host.write(error.record.message + "\n", to: .prompt)
      return nil
    }
  }
}
