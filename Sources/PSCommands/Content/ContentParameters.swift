import PSEngine

/// Parameters that the content commands share.
enum ContentParameters {
  static let value = Parameter<[PSValue]>(
    "Value", position: 1, mandatory: true, pipeline: [.byValue, .byPropertyName],
    validations: [.allowNull, .allowEmptyCollection, .allowEmptyString], help: "What is written.")
}

/// What `Set-Content` and `Add-Content` have in common: the values are collected, so that a pipeline
/// may read the very file that it ends in.
class WriteContent: ItemCommand {
  override class var operation: ProviderOperation { .setContent }
  /// Whether existing content stays.
  class var appends: Bool { false }

  private var values: [PSValue] = []

  override func processRecord(_ context: CommandContext) async throws {
    for value in context[ContentParameters.value] ?? [] {
      values += value.isNull ? [] : value.enumerated
    }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    try await forEachTarget(context, mustExist: false) { target, provider in
      try context.checkContent(of: target)
      let action = Self.appends ? "Add Content" : "Set Content"
      guard try await context.shouldProcess("Path: \(target.shown)", action: action) else { return }
      try await target.implementation.setContent(
        target.path, values, append: Self.appends, provider)
    }
    guard context[ItemParameters.passThru] else { return }
    for value in values { try await context.write(value) }
  }
}

extension CommandContext {
  /// Refuses providers that have no content.
  func checkContent(of target: ItemTarget) throws {
    guard !target.implementation.hasContent else { return }
    throw PathErrors.unsupported(
      "The provider '\(target.provider.name)' has no content: it does not implement the "
        + "IContentCmdletProvider interface.")
  }
}
