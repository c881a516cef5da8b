import PSEngine

extension ProviderContext {
  /// Reports an error that does not end the command.
  func report(_ error: PSRuntimeError) async throws { try await writeError(error.record) }

  /// Whether `-PassThru` asks for the item that a change left behind.
  var wantsItem: Bool { dynamicValue("PassThru").map(Truth.isTrue) ?? false }
}
