import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a computer proves itself with to the clients of its service, beside what is in its accounts.
public struct AcceptorKeys: Sendable {
  /// The keys of its services in a realm; nil when it belongs to none.
  public var kerberos: KerberosKeys?
  /// Its end of the tunnels of CredSSP; nil when it does not speak it.
  public var credSSP: CredSSPIdentity?

  /// No keys: only NTLM and Basic are spoken.
  public init() {}
}

/// The certificate that a computer shows inside CredSSP. As on Windows it is its own, and nobody has
/// signed it: clients bind themselves to its key (`protocol.md` 15.3).
public final class CredSSPIdentity: Sendable {
  private let name: String
  private let made = Mutex<TLSContext?>(nil)

  /// An identity that is made when the first client asks for it.
  ///
  /// - Parameter name: the full name of the computer.
  public init(name: String) {
    self.name = name
  }

  private static let day: Int64 = 86_400

  /// The server's end of tunnels; nil when OpenSSL is not there.
  var context: TLSContext? {
    made.withLock { made in
      if made == nil {
        let now = Int64(time(nil))
        var request = CertificateRequest(
          subject: "CN=\(name)", notBefore: now - Self.day, notAfter: now + 365 * Self.day)
        // Clients of the field read the key as one of RSA, as Windows has it.
        request.algorithm = .rsa(bits: 2048)
        request.dnsNames = [name]
        made = (try? request.make()).flatMap { try? CredSSPAcceptor.context($0) }
      }
      return made
    }
  }
}
