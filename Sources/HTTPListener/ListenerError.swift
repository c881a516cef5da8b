import NIOCore

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Why a listener could not start.
public struct ListenerError: Error, Sendable, CustomStringConvertible {
  /// The kinds of reasons.
  public enum Reason: Sendable, Equatable {
    /// Another program, or another listener, has the port.
    case portTaken
    /// This account may not have the port.
    case portReserved
    /// The machine does not have the address.
    case noSuchAddress
    /// Something else.
    case other
  }

  /// The kind of the reason.
  public let reason: Reason
  /// What failed and why.
  public let description: String

  init(host: String, port: Int, cause: any Error) {
    let place = "port \(port) of \(host)"
    switch (cause as? IOError)?.errnoCode {
    case EADDRINUSE:
      reason = .portTaken
      description =
        "The \(place) is taken by another program. End that program, or take another port."
    case EACCES:
      reason = .portReserved
      description =
        "This account may not listen on \(place). Ports below 1024 are usually reserved. Take "
        + "another port."
    case EADDRNOTAVAIL, EAFNOSUPPORT:
      reason = .noSuchAddress
      description = "This machine has no address \(host)."
    default:
      reason = .other
      description = "Listening on \(place) failed: \(cause)"
    }
  }
}
