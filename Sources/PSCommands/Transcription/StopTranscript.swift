import PSEngine
import SystemFiles

/// `Stop-Transcript`: ends the transcript that was started last.
final class StopTranscript: Cmdlet {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Stop-Transcript", synopsis: "Ends the transcript that was started last.",
      outputTypes: ["System.String"])
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    // What the screen owes to the transcript comes before its end.
    if context.session.recording.isActive { try await context.session.flushDisplays() }
    guard let recorder = context.session.recording.stopLast() as? TranscriptRecorder else {
      throw context.terminate(TranscriptErrors.notRunning)
    }
    if let failure = recorder.failure {
      let reason = SystemCallFailure(code: failure, path: recorder.file.path).text
      try await context.writeError(TranscriptErrors.incomplete(recorder.file.shownPath, reason))
    }
    if recorder.lacksSession {
      try await context.writeWarning(TranscriptMessage.lacksSession(recorder.file.shownPath))
    }
    try await context.write(TranscriptMessage.stopped(recorder.file.shownPath))
  }
}

/// What the two commands write: a text with the path as a property.
enum TranscriptMessage {
  static func started(_ path: String) -> PSValue {
    message("Transcript started, output file is \(path)", path)
  }

  static func stopped(_ path: String) -> PSValue {
    message("Transcript stopped, output file is \(path)", path)
  }

  static func lacksSession(_ path: String) -> String {
    "\(path) shows no command: this format records what is typed, and nothing was. To record the lines of a "
      + "file, give them as input (wsmansh < FILE), or use -Format Windows."
  }

  private static func message(_ text: String, _ path: String) -> PSValue {
    let value = PSBoxedValue(.string(text))
    value.setExtended(PSMember(name: "Path", kind: .note(.string(path))))
    return .object(value)
  }
}

/// Errors of the two commands.
enum TranscriptErrors {
  static func exists(_ path: String) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "System.UnauthorizedAccessException",
        "File \(path) already exists and NoClobber was specified."),
      id: "NoClobber", category: .resourceExists, target: .string(path))
  }

  static func cannotStart(_ reason: String) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "System.Management.Automation.PSInvalidOperationException",
        "Transcription cannot be started: \(reason)."),
      id: "CannotStartTranscription", category: .invalidOperation)
  }

  static var notRunning: ErrorRecord {
    ErrorRecord(
      PSException(
        "System.Management.Automation.PSInvalidOperationException",
        "An error occurred stopping transcription: The host is not currently transcribing."),
      id: "InvalidOperation", category: .invalidOperation)
  }

  static func incomplete(_ path: String, _ reason: String) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "System.IO.IOException",
        "The transcript \(path) is not complete: it could not be written to (\(reason))."),
      id: "TranscriptIncomplete", category: .writeError, target: .string(path))
  }
}
