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
  /// What failed, why, and the next thing to type.
  public let description: String

  init(host: String, port: Int, cause: any Error) {
    let place = "port \(port) of \(host)"
    switch (cause as? IOError)?.errnoCode {
    case EADDRINUSE:
      description =
        "\(place) is taken by another program. Choose another one, or let --port 0 find a free one."
    case EACCES:
      description =
        "This account may not listen on \(place). Ports below 1024 are usually reserved; "
        + "choose a higher one, or let --port 0 find a free one."
    case EADDRNOTAVAIL:
      description = "This computer has no address \(host). Name one of its own with --bind."
    default:
      description = "Listening on \(place) failed: \(cause)"
    }
  }
}
