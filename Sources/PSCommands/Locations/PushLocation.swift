import PSEngine

/// `Push-Location`: remembers the current location and, with a path, goes to another one.
final class PushLocation: Cmdlet {
  static let path = Parameter<String>(
    "Path", sets: [ItemParameters.pathSet], position: 0, pipeline: [.byValue, .byPropertyName],
    completion: .path, help: "Where to go.")
  static let literalPath = Parameter<String>(
    "LiteralPath", aliases: ["PSPath"], sets: [ItemParameters.literalSet],
    pipeline: .byPropertyName, completion: .path, help: "Where to go; taken as it is written.")
  static let stackName = Parameter<String>(
    "StackName", pipeline: .byPropertyName, help: "The stack.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Push-Location",
      parameters: [
        path.definition, literalPath.definition, ItemParameters.passThru.definition,
        stackName.definition,
      ], defaultSet: ItemParameters.pathSet,
      supportsTransactions: true, synopsis: "Adds the current location to the top of a stack.",
      outputTypes: ["System.Management.Automation.PathInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let before = context.session.currentLocation
    try await context.reportingPathErrors {
      if let literal = context[Self.literalPath] {
        try await context.enter(literal, isLiteral: true)
      } else if let path = context[Self.path] {
        try await context.enter(path, isLiteral: false)
      } else {
        try context.checkTransaction()
      }
      context.session.pushLocation(before, to: context.stackName(Self.stackName))
      if context[ItemParameters.passThru] {
        try await context.write(.object(context.session.currentLocation))
      }
    }
  }
}

/// `Pop-Location`: returns to the location remembered last.
final class PopLocation: Cmdlet {
  static let stackName = Parameter<String>(
    "StackName", pipeline: .byPropertyName, help: "The stack.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Pop-Location",
      parameters: [ItemParameters.passThru.definition, stackName.definition],
      supportsTransactions: true, synopsis: "Returns to the location on top of a stack.",
      outputTypes: ["System.Management.Automation.PathInfo"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await context.reportingPathErrors {
      let name = context.stackName(Self.stackName)
      guard !context.usesTransaction else { return try context.checkTransaction() }
      guard let location = context.session.popLocation(from: name) else {
        // The default stack may be empty; a stack by name exists only while something is on it.
        if let name { throw PathErrors.missingStack(name) }
        return
      }
      try await context.enter(location)
      if context[ItemParameters.passThru] {
        try await context.write(.object(context.session.currentLocation))
      }
    }
  }
}

extension CommandContext {
  /// The stack that a parameter names; `nil` for the default one.
  func stackName(_ parameter: Parameter<String>) -> String? {
    guard let name = self[parameter], !name.isEmpty else { return nil }
    return name
  }
}

extension PathErrors {
  static func missingStack(_ name: String) -> PSRuntimeError {
    invalidArgument("Cannot find location stack '\(name)'. Nothing was pushed there.", target: name)
  }
}
