import ArgumentParser
import WSManClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How transcripts log on at the real services of `replay --computer`.
enum ReplayAuthentication: String, ExpressibleByArgument, CaseIterable, Sendable {
  case negotiate
  case kerberos
  case credssp
  case basic
  case digest

  /// Names in any letter case, as cmdlets take them.
  init?(argument: String) { self.init(rawValue: argument.lowercased()) }

  var mechanism: AuthenticationMechanism {
    switch self {
    case .negotiate: .negotiate
    case .kerberos: .kerberos
    case .credssp: .credSSP
    case .basic: .basic
    case .digest: .digest
    }
  }
}

/// Finds the password of `replay --credential USER`.
enum ReplayPassword {
  /// The variable that holds it where nobody sits at a terminal.
  static let variable = "WSMANSH_PASSWORD"

  /// There is no password.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Takes the password out of the environment, so that no program and no transcript sees it there,
  /// or asks for it without echo. Called on the main thread.
  static func take(for userName: String) throws(Failure) -> String {
    if let value = getenv(variable) {
      defer { unsetenv(variable) }
      return String(cString: value)
    }
    guard Terminal.isInput else {
      throw Failure(
        description: "There is no password for \(userName), and nobody to ask. Put it into the "
          + "variable \(variable), or name a file: --credential-file FILE.")
    }
    guard case .line(let password) = SecretReader.read(prompt: "Password for \(userName): ") else {
      throw Failure(description: "No password was given for \(userName).")
    }
    return password
  }
}
