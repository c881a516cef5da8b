import PSEngine

/// `New-Object`: the older spelling of `[type]::new()`.
final class NewObject: Cmdlet {
  static let typeName = Parameter<String>(
    "TypeName", sets: ["Net"], position: 0, mandatory: true, help: "The type.")
  static let argumentList = Parameter<[PSValue]>(
    "ArgumentList", aliases: ["Args"], sets: ["Net"], position: 1,
    help: "Arguments of the constructor.")
  static let property = Parameter<PSHashtable>(
    "Property", help: "Properties to set on the new object.")
  static let comObject = Parameter<String>(
    "ComObject", sets: ["Com"], mandatory: true, help: "A COM class; there are none here.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "New-Object",
      parameters: [
        typeName.definition, argumentList.definition, comObject.definition, property.definition,
      ], defaultSet: "Net", synopsis: "Makes an object of a type.")
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    if let name = context[Self.comObject] {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.Management.Automation.PSNotSupportedException",
            "COM objects do not exist here, so \(name) cannot be made."),
          id: "NotSupported", category: .notImplemented, target: .string(name)))
    }
    let name = context[Self.typeName] ?? ""
    guard let type = context.session.types.find(name) else {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.Management.Automation.PSArgumentException",
            "Cannot find type [\(name)]: verify that the assembly containing this type is loaded."),
          id: "TypeNotFound", category: .invalidType))
    }
    let value = try await make(type, context)
    for (key, item) in context[Self.property]?.entries ?? [] {
      let name = TextConversion.text(of: key)
      if let object = value.asObject as? PSCustomObject {
        object.setNote(name, item)
      } else {
        try await set(name, item, on: value, context)
      }
    }
    try await context.write(value)
  }

  private func make(_ type: PSTypeDefinition, _ context: CommandContext) async throws -> PSValue {
    do {
      return try await MemberAccess.construct(
        type, context[Self.argumentList] ?? [], in: context.execution)
    } catch let error as PSRuntimeError {
      let isMissing = error.record.errorId == "MethodCountCouldNotFindBest"
      throw context.terminate(
        ErrorRecord(
          PSException(
            error.record.exception.exceptionType,
            isMissing
              ? "A constructor was not found. Cannot find an appropriate constructor for type "
                + "\(type.fullName)."
              : error.record.message, inner: error.record.exception.inner),
          id: isMissing
            ? "CannotFindAppropriateCtor"
            : "ConstructorInvokedThrowException",
          category: isMissing ? .objectNotFound : .invalidOperation))
    }
  }

  private func set(
    _ name: String, _ item: PSValue, on value: PSValue, _ context: CommandContext
  ) async throws {
    do {
      try await MemberAccess.set(value, name, item, in: context.execution)
    } catch let error as PSRuntimeError where error.record.errorId == "PropertyNotFound" {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.InvalidOperationException",
            "The member \"\(name)\" was not found for the specified object of type "
              + "\(TypeNames.name(of: value))."),
          id: "InvalidOperationException", category: .invalidOperation))
    }
  }
}
