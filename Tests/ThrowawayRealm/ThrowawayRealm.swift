public import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A realm of Kerberos with a server of its own on a loopback port, which ends with the tests. The
/// library finds it through `KRB5_CONFIG`, so that a process has one at most.
public final class ThrowawayRealm: Sendable {
  /// Why the realm could not be made.
  public struct Failure: Error, CustomStringConvertible {
    /// What failed.
    public let description: String
  }

  /// The name of the realm.
  public static let name = "TEST.EXAMPLE"
  /// Its one user.
  public static let user = "alice"
  /// The user's password.
  public static let password = "Passw0rd!"
  /// A service on this machine, for libraries that take `*.localhost` for it.
  public static let localHost = "server01.localhost"
  /// A service whose name is known to the realm only.
  public static let host = "server01.test.example"

  /// False where the programs of the realm are not installed.
  public static let isAvailable = ["krb5kdc", "kdb5_util", "kadmin.local"].allSatisfy {
    FileManager.default.isExecutableFile(atPath: "/usr/sbin/\($0)")
  }

  /// The realm, made at the first access.
  public static let shared = Result { try ThrowawayRealm() }

  /// Where its files are.
  public let folder: URL

  private init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "wsmansh-realm-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let port = try Self.freePort()
    try write(
      "krb5.conf",
      """
      [libdefaults]
        default_realm = \(Self.name)
        dns_lookup_kdc = false
        dns_lookup_realm = false
        dns_canonicalize_hostname = false
        rdns = false
        udp_preference_limit = 1
        default_ccache_name = FILE:\(path("nobody.ccache"))
      [realms]
        \(Self.name) = {
          kdc = 127.0.0.1:\(port)
        }
      [domain_realm]
        test.example = \(Self.name)
        .test.example = \(Self.name)
        .localhost = \(Self.name)
      """)
    try write(
      "kdc.conf",
      """
      [kdcdefaults]
        kdc_listen = ""
        kdc_tcp_listen = 127.0.0.1:\(port)
      [realms]
        \(Self.name) = {
          database_name = \(path("principal"))
          key_stash_file = \(path("stash"))
          acl_file = \(path("acl"))
          max_life = 1h
        }
      [logging]
        kdc = FILE:\(path("kdc.log"))
        admin_server = FILE:\(path("admin.log"))
        default = FILE:\(path("default.log"))
      """)
    setenv("KRB5_CONFIG", path("krb5.conf"), 1)
    setenv("KRB5_KDC_PROFILE", path("kdc.conf"), 1)
    unsetenv("KRB5CCNAME")
    try run("kdb5_util", "create", "-s", "-P", "master", "-r", Self.name)
    try administer("addprinc -pw \(Self.password) \(Self.user)")
    try administer("addprinc -randkey HTTP/\(Self.host)")
    try administer("addprinc -randkey HTTP/\(Self.localHost)")
    try administer("addprinc -randkey host/plain.test.example")
    try administer(
      "ktadd -k \(keytab) HTTP/\(Self.host) HTTP/\(Self.localHost) host/plain.test.example")
    try startServer()
    try waitForServer(port)
  }

  /// Starts the server beside a shell that looks every second whether this process is still there, and
  /// takes the server and the files away after it, however it ended. The server has inherited blocked
  /// signals from the tests, so that it heeds none but SIGKILL.
  private func startServer() throws {
    let watcher = Process()
    watcher.executableURL = URL(filePath: "/bin/sh")
    watcher.arguments = [
      "-c",
      """
      /usr/sbin/krb5kdc -n -r "$1" -P "$2/pid" &
      while kill -0 "$3"; do sleep 1; done
      kill -9 $!
      wait
      rm -rf "$2"
      """, "sh", Self.name, folder.path, "\(getpid())",
    ]
    watcher.standardInput = FileHandle.nullDevice
    watcher.standardOutput = FileHandle.nullDevice
    watcher.standardError = FileHandle.nullDevice
    try watcher.run()
  }

  /// Makes a service known to the realm and puts its key into the file.
  public func add(service principal: String) throws {
    try administer("addprinc -randkey \(principal)")
    try administer("ktadd -k \(keytab) \(principal)")
  }

  /// Makes another user known to the realm, with the same password; one that is known stays.
  public func add(user principal: String) throws {
    try administer("addprinc -pw \(Self.password) \(principal)")
  }

  /// The services that tickets were asked for, as the log of the realm's server names them.
  public var askedServices: [String] {
    let log = (try? String(contentsOfFile: path("kdc.log"), encoding: .utf8)) ?? ""
    // … alice@REALM for HTTP/host@REALM[, reason]
    return log.split(separator: "\n").filter { $0.contains("TGS_REQ") }.compactMap { line in
      line.split(separator: " for ", maxSplits: 1).last?.split(separator: ",").first.map {
        String($0.prefix { $0 != "@" })
      }
    }
  }

  /// The file with the keys of the services.
  public var keytab: String { path("services.keytab") }

  /// The path of a file of the realm.
  public func path(_ name: String) -> String { folder.appending(path: name).path }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: path(name), atomically: true, encoding: .utf8)
  }

  private func administer(_ command: String) throws {
    try run("kadmin.local", "-r", Self.name, "-q", command)
  }

  private func run(_ program: String, _ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/sbin/\(program)")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(description: "\(program) failed") }
  }

  static func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard bound else { throw Failure(description: "no port is free") }
    return UInt16(bigEndian: address.sin_port)
  }

  private func waitForServer(_ port: UInt16) throws {
    for _ in 0..<100 {
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(descriptor) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = inet_addr("127.0.0.1")
      address.sin_port = port.bigEndian
      let isUp = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      if isUp { return }
      usleep(50_000)
    }
    throw Failure(description: "the server of the realm does not answer")
  }
}
