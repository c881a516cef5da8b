/// What "to All" answers of one command have settled.
struct ConfirmationState {
  var yesToAll = false
  var noToAll = false
}

/// The answers of all confirmations (`language.md` 8.2, 8.3).
enum ConfirmationChoices {
  static let yes = ChoicePrompt.Choice(
    "&Yes", help: "Continue with only the next step of the operation.")
  static let yesToAll = ChoicePrompt.Choice(
    "Yes to &All", help: "Continue with all the steps of the operation.")
  static let no = ChoicePrompt.Choice(
    "&No", help: "Skip this operation and proceed with the next operation.")
  static let noToAll = ChoicePrompt.Choice(
    "No to A&ll", help: "Skip this operation and all subsequent operations.")
  static let suspend = ChoicePrompt.Choice(
    "&Suspend",
    help: "Pause the current pipeline and return to the command prompt. "
      + "Type \"exit\" to resume the pipeline.")
  static let halt = ChoicePrompt.Choice("&Halt Command", help: "Stop this command.")
}

extension CommandContext {
  /// Whether a change is to be made: `-WhatIf` says no, `-Confirm` and `$ConfirmPreference` ask.
  /// - Parameters:
  ///   - target: what is changed.
  ///   - action: what is done; the command's name when `nil`.
  public func shouldProcess(_ target: String, action: String? = nil) async throws -> Bool {
    let description =
      "Performing the operation \"\(action ?? signature.name)\" on target \"\(target)\"."
    return try await shouldProcess(
      description: description,
      warning: "Are you sure you want to perform this action?\n\(description)", caption: "Confirm")
  }

  /// The same with own texts.
  /// - Parameters:
  ///   - description: for `-WhatIf` and `-Verbose`.
  ///   - warning: the question.
  ///   - caption: its headline.
  public func shouldProcess(
    description: String, warning: String, caption: String
  ) async throws -> Bool {
    if isWhatIf {
      host.write("What if: \(description)\n", to: .host(foreground: nil, background: nil))
      return false
    }
    guard asksForConfirmation else {
      try await writeVerbose(description)
      return true
    }
    if confirmations.noToAll { return false }
    if confirmations.yesToAll {
      try await writeVerbose(description)
      return true
    }
    return try await ask(
      caption: caption, message: warning, toAll: true, defaultsToNo: false,
      advice: common.confirm == true ? "Leave -Confirm out." : "Add -Confirm:$false.")
  }

  /// Whether the command is only to say what it would do.
  public var isWhatIf: Bool {
    common.whatIf ?? execution.scope.find("whatifpreference").map { Truth.isTrue($0.value) }
      ?? false
  }

  /// Whether the command is to take part in a transaction (`-UseTransaction`).
  public var usesTransaction: Bool { self[CommonParameters.useTransaction] }

  private var asksForConfirmation: Bool {
    if let confirm = common.confirm { return confirm }
    guard signature.supportsShouldProcess else { return false }
    let preference =
      execution.variable("ConfirmPreference").flatMap { ConfirmImpact(reading: $0) } ?? .high
    return preference != .none && signature.confirmImpact >= preference
  }

  /// Asks a question that `-Force` would skip: Yes, No, Suspend.
  /// - Parameters:
  ///   - defaultsToNo: whether an empty answer means No (questions of security).
  ///   - alternative: what makes the question needless where the command has no `-Force`.
  public func shouldContinue(
    _ query: String, caption: String = "Confirm", defaultsToNo: Bool = false,
    alternative: String = ""
  ) async throws -> Bool {
    let hasForce = signature.parameters.contains { $0.name.equalsIgnoringCase("Force") }
    return try await ask(
      caption: caption, message: query, toAll: false, defaultsToNo: defaultsToNo,
      advice: hasForce ? "Add -Force." : alternative)
  }

  /// Asks with answers for all that follow, which the caller keeps.
  /// - Parameter advice: what makes the question needless.
  public func shouldContinue(
    _ query: String, caption: String, advice: String, yesToAll: inout Bool, noToAll: inout Bool
  ) async throws -> Bool {
    if yesToAll { return true }
    if noToAll { return false }
    let saved = confirmations
    confirmations = ConfirmationState()
    defer { confirmations = saved }
    let answer = try await ask(
      caption: caption, message: query, toAll: true, defaultsToNo: false, advice: advice)
    yesToAll = confirmations.yesToAll
    noToAll = confirmations.noToAll
    return answer
  }

  private func ask(
    caption: String, message: String, toAll: Bool, defaultsToNo: Bool, advice: String
  ) async throws -> Bool {
    typealias Choices = ConfirmationChoices
    let choices =
      toAll
      ? [Choices.yes, Choices.yesToAll, Choices.no, Choices.noToAll, Choices.suspend]
      : [Choices.yes, Choices.no, Choices.suspend]
    let prompt = ChoicePrompt(
      caption: caption, message: message, choices: choices,
      defaultChoice: defaultsToNo ? (toAll ? 2 : 1) : 0, advice: advice)
    while true {
      switch try await (toAll, prompt.ask(host)) {
      case (_, 0): return true
      case (true, 1):
        confirmations.yesToAll = true
        return true
      case (true, 2), (false, 1): return false
      case (true, 3):
        confirmations.noToAll = true
        return false
      default: try await execution.enterNestedPrompt()
      }
    }
  }

  /// The question of the action Inquire.
  /// - Throws: an error that ends the command when the answer is Halt.
  func inquire(_ message: String) async throws {
    if confirmations.yesToAll { return }
    let prompt = ChoicePrompt(
      caption: "Confirm", message: message,
      choices: [
        ConfirmationChoices.yes, ConfirmationChoices.yesToAll, ConfirmationChoices.halt,
        ConfirmationChoices.suspend,
      ], advice: "Choose another action than Inquire.")
    while true {
      switch try await prompt.ask(host) {
      case 0: return
      case 1:
        confirmations.yesToAll = true
        return
      case 2:
        throw terminate(
          ErrorRecord(
            PSException(
              "System.Management.Automation.ActionPreferenceStopException",
              "The running command stopped because the user selected the Stop option."),
            id: "ActionPreferenceStop", category: .operationStopped))
      default: try await execution.enterNestedPrompt()
      }
    }
  }
}
