import PSEngine

/// The errors of the service cmdlets, with the texts and ids of Windows PowerShell 5.1.
enum ServiceErrors {
  /// What has failed.
  enum Kind {
    case start, stop, configure
    case stopNeedsForce, setNeedsForce
    case suspendUnsupported, suspendStopped, resumeUnsupported, resumeStopped
  }

  private static let exception = "Microsoft.PowerShell.Commands.ServiceCommandException"

  static func noName(_ name: String) -> ErrorRecord {
    ErrorRecord(
      PSException(exception, "Cannot find any service with service name '\(name)'."),
      id: "NoServiceFoundForGivenName", category: .objectNotFound, target: .string(name))
  }

  static func noDisplayName(_ name: String) -> ErrorRecord {
    ErrorRecord(
      PSException(exception, "Cannot find any service with display name '\(name)'."),
      id: "NoServiceFoundForGivenDisplayName", category: .objectNotFound, target: .string(name))
  }

  static func notFound(_ name: String, on computer: String?) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "System.InvalidOperationException",
        "Service \(name) was not found on computer '\(computer ?? ".")'."),
      id: "InvalidOperationException", category: .objectNotFound,
      target: .string(computer ?? "."))
  }

  static func make(
    _ kind: Kind, _ service: ServiceController, cause: PSException? = nil
  ) -> ErrorRecord {
    let subject = "'\(service.title)'"
    let reason = cause?.message ?? ""
    let (message, id, category): (String, String, ErrorCategory) =
      switch kind {
      case .start:
        (
          "Service \(subject) cannot be started due to the following error: \(reason)",
          "CouldNotStartService", .openError
        )
      case .stop:
        (
          "Service \(subject) cannot be stopped due to the following error: \(reason)",
          "CouldNotStopService", .closeError
        )
      case .configure:
        (
          "Service \(subject) cannot be configured due to the following error: \(reason)",
          "CouldNotSetService", .permissionDenied
        )
      case .stopNeedsForce:
        (
          "Cannot stop service \(subject) because it has dependent services. It can only be "
            + "stopped if the Force flag is set.", "ServiceHasDependentServices", .invalidOperation
        )
      case .setNeedsForce:
        (
          "Cannot stop service \(subject) because it is dependent on other services. Stop those "
            + "first, or use: Stop-Service \(service.name) -Force", "ServiceIsDependentOnNoForce",
          .invalidOperation
        )
      case .suspendUnsupported:
        (
          "Service \(subject) cannot be suspended because the service does not support being "
            + "suspended or resumed.", "CouldNotSuspendServiceNotSupported", .closeError
        )
      case .suspendStopped:
        (
          "Service \(subject) cannot be suspended because it is not currently running.",
          "CouldNotSuspendServiceNotRunning", .closeError
        )
      case .resumeUnsupported:
        (
          "Service \(subject) cannot be resumed because the service does not support being "
            + "suspended or resumed.", "CouldNotResumeServiceNotSupported", .closeError
        )
      case .resumeStopped:
        (
          "Service \(subject) cannot be resumed because it is not currently running.",
          "CouldNotResumeServiceNotRunning", .closeError
        )
      }
    let record = ErrorRecord(
      PSException(exception, message, inner: cause), id: id, category: category,
      target: .object(service))
    record.targetName = ServiceController.typeName
    return record
  }
}
