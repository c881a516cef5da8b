import PSEngine

/// `ConvertTo-SecureString`: hides a text.
final class ConvertToSecureString: Cmdlet {
  static let string = Parameter<String>(
    "String", position: 0, mandatory: true, pipeline: .byValue, help: "The text.")
  static let asPlainText = Parameter<SwitchParameter>(
    "AsPlainText", sets: ["PlainText"], position: 1, help: "The text is readable as it stands.")
  static let force = Parameter<SwitchParameter>(
    "Force", sets: ["PlainText"], position: 2,
    help: "Confirms that a readable text may be taken.")
  static let secureKey = Parameter<PSSecureString>(
    "SecureKey", sets: ["Secure"], position: 1, help: "Key of an encrypted text.")
  static let key = Parameter<[PSValue]>(
    "Key", sets: ["Open"], position: 1, help: "Key of an encrypted text, as bytes.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "ConvertTo-SecureString",
      parameters: [
        string.definition, secureKey.definition, asPlainText.definition, force.definition,
        key.definition,
      ], defaultSet: "Secure", synopsis: "Converts text to a secure string.",
      outputTypes: ["System.Security.SecureString"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard context[Self.asPlainText] else { throw context.terminate(SecureTextErrors.encrypted) }
    guard context[Self.force] else {
      throw context.terminate(
        PSRuntimeError(
          "The system cannot protect plain text input. To suppress this warning and convert the "
            + "plain text to a SecureString, reissue the command specifying the Force parameter. "
            + "For more information ,type: get-help ConvertTo-SecureString.",
          id: "ImportSecureString_ForceRequired", category: .invalidArgument,
          exception: "System.ArgumentException"
        ).record)
    }
    let secret = context[Self.string] ?? ""
    context.session.recording.hide(secret)
    try await context.write(.object(PSSecureString(secret)))
  }
}

/// `ConvertFrom-SecureString`: shows a hidden text again.
final class ConvertFromSecureString: Cmdlet {
  static let secureString = Parameter<PSSecureString>(
    "SecureString", position: 0, mandatory: true, pipeline: .byValue, help: "The hidden text.")
  static let asPlainText = Parameter<SwitchParameter>(
    "AsPlainText", sets: ["AsPlainText"], mandatory: true, help: "Gives it as readable text.",
    isAddition: true)

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "ConvertFrom-SecureString",
      parameters: [secureString.definition, asPlainText.definition], defaultSet: "Secure",
      synopsis: "Converts a secure string to text.", outputTypes: ["System.String"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard context[Self.asPlainText] else { throw context.terminate(SecureTextErrors.encrypted) }
    try await context.write(.string(context[Self.secureString]?.reveal() ?? ""))
  }
}

/// What the secure-string commands refuse.
enum SecureTextErrors {
  /// The encrypted form belongs to one user of one Windows machine.
  static var encrypted: ErrorRecord {
    PSRuntimeError(
      "The encrypted form of secure strings needs the data protection of Windows and is not "
        + "supported here. Use -AsPlainText (ConvertTo-SecureString also needs -Force).",
      id: "NotSupported", category: .notImplemented,
      exception: "System.Management.Automation.PSNotSupportedException"
    ).record
  }
}
