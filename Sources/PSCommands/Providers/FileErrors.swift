import PSEngine
import SystemFiles

/// Error records of the file-system provider, as Windows users know them (`language.md` 6.4).
enum FileErrors {
  /// The record for a failed call.
  /// - Parameters:
  ///   - failure: the call.
  ///   - path: the shell's path.
  ///   - idPrefix: what the provider calls the operation: `GetContentReader`, `RemoveItem`…
  static func error(_ failure: SystemCallFailure, path: String, idPrefix: String) -> PSRuntimeError
  {
    let target = PSValue.string(path)
    if failure.isDenied || failure.isFolder {
      return PSRuntimeError(
        "Access to the path '\(path)' is denied.", id: idPrefix + "UnauthorizedAccessError",
        category: .permissionDenied, exception: "System.UnauthorizedAccessException",
        target: target)
    }
    if failure.isMissing {
      return PSRuntimeError(
        "Could not find a part of the path '\(path)'.", id: idPrefix + "DirectoryNotFoundError",
        category: .objectNotFound, exception: "System.IO.DirectoryNotFoundException",
        target: target)
    }
    return PSRuntimeError(
      "The path '\(path)' cannot be used: \(failure.text).", id: idPrefix + "IOError",
      category: .writeError, exception: "System.IO.IOException", target: target)
  }

  /// The record for whatever a file operation threw.
  static func wrap(_ error: any Error, path: String, idPrefix: String) -> any Error {
    switch error {
    case let failure as SystemCallFailure:
      return self.error(failure, path: path, idPrefix: idPrefix)
    case is ConfinementError:
      return PSRuntimeError(
        "Access to the path '\(path)' is denied: this shell only reaches the folder of drive C:.",
        id: idPrefix + "UnauthorizedAccessError", category: .permissionDenied,
        exception: "System.UnauthorizedAccessException", target: .string(path))
    default: return error
    }
  }

  /// `New-Item` and friends on something that exists.
  static func exists(_ path: String, isFolder: Bool) -> PSRuntimeError {
    if isFolder {
      return PSRuntimeError(
        "An item with the specified name \(path) already exists.", id: "DirectoryExist",
        category: .resourceExists, exception: "System.IO.IOException", target: .string(path))
    }
    return PSRuntimeError(
      "The file '\(path)' already exists.", id: "NewItemIOError", category: .writeError,
      exception: "System.IO.IOException", target: .string(path))
  }
}
