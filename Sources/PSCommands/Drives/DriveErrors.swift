import PSEngine

/// Errors of the drive commands (`language.md` 6.4).
enum DriveErrors {
  static func missing(_ name: String, id: String) -> ErrorRecord {
    PSRuntimeError(
      "Cannot find drive. A drive with the name '\(name)' does not exist.", id: id,
      category: .objectNotFound, exception: "System.Management.Automation.DriveNotFoundException",
      target: .string(name)
    ).record
  }

  static func missingProvider(_ name: String) -> ErrorRecord {
    PSRuntimeError(
      "Cannot find a provider with the name '\(name)'.", id: "ProviderNotFound",
      category: .objectNotFound,
      exception: "System.Management.Automation.ProviderNotFoundException", target: .string(name)
    ).record
  }

  static func exists(_ name: String) -> ErrorRecord {
    PSRuntimeError(
      "A drive with the name '\(name)' already exists.", id: "DriveAlreadyExists",
      category: .resourceExists, exception: "System.Management.Automation.SessionStateException",
      target: .string(name)
    ).record
  }

  static func inUse(_ name: String) -> ErrorRecord {
    PSRuntimeError(
      "Cannot remove drive '\(name)' because it is in use. Change to another drive first.",
      id: "InvalidOperation", category: .invalidOperation,
      exception: "System.Management.Automation.PSInvalidOperationException",
      target: .string(name)
    ).record
  }
}

extension ProviderInfo {
  /// Whether a name, with or without module and with wildcards, means this provider.
  func fits(_ pattern: String) -> Bool {
    let wildcard = WildcardPattern(pattern)
    return wildcard.matches(pattern.contains("\\") ? qualifiedName : name)
  }
}
