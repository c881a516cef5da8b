import PSEngine
import WireSecurity

/// Error records of the module.
enum CertificateErrors {
  /// What reading or writing certificates threw, as an error of a command.
  static func wrap(_ error: any Error, target: PSValue = .null) -> any Error {
    switch error {
    case is PSRuntimeError, is CancellationError: return error
    default:
      return PSRuntimeError(
        "\(error)", id: "System.Security.Cryptography.CryptographicException",
        category: .invalidOperation,
        exception: "System.Security.Cryptography.CryptographicException", target: target)
    }
  }

  /// No certificate at a path.
  static func missing(_ path: String) -> PSRuntimeError {
    PathResolver.notFound("Cert:\\\(path)")
  }

  /// A path that names no store.
  static func noStore(_ path: String) -> PSRuntimeError {
    PSRuntimeError(
      "'\(path)' is no store of certificates. Name one such as Cert:\\LocalMachine\\My.",
      id: "System.ArgumentException", category: .invalidArgument,
      exception: "System.ArgumentException", target: .string(path))
  }

  /// A value that a parameter does not take.
  static func argument(_ message: String) -> PSRuntimeError {
    PSRuntimeError(
      message, id: "System.ArgumentException", category: .invalidArgument,
      exception: "System.ArgumentException")
  }
}
