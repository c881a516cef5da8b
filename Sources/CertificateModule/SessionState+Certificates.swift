import PSEngine
import WireSecurity

/// What the commands of the module share in a session.
private final class CertificateState {
  var storage: any CertificateStorage = MemoryCertificateStorage()
}

extension SessionState {
  private var certificateState: CertificateState {
    service(CertificateState.self) { CertificateState() }
  }

  /// The certificates of the local computer.
  var certificateStorage: any CertificateStorage {
    get { certificateState.storage }
    set { certificateState.storage = newValue }
  }

  /// Certificates of the computer itself are the administrators' business.
  ///
  /// - Throws: ``PSRuntimeError`` for a user without their rights.
  func requireRights(for store: CertificateStoreName) throws {
    guard store.location == .localMachine, !configuration.isElevated else { return }
    throw PSRuntimeError(
      "Access is denied. 0x80070005 (WIN32: 5 ERROR_ACCESS_DENIED). Certificates of LocalMachine "
        + "can be changed, and their keys used, by an administrator only; use Cert:\\CurrentUser\\\(store.name).",
      id: "System.UnauthorizedAccessException", category: .permissionDenied,
      exception: "System.UnauthorizedAccessException")
  }
}
