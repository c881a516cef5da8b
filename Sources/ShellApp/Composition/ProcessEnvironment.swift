import CPlatform
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the process was started with.
enum ProcessEnvironment {
  /// The environment variables.
  static func variables() -> [String: String] {
    var variables: [String: String] = [:]
    guard var entry = wsmansh_environment() else { return variables }
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let equals = pair.firstIndex(of: "=") {
        variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }

  /// Gives a variable of the session to the Kerberos library, which reads `KRB5CCNAME`,
  /// `KRB5_CONFIG` and others of their kind from the process each time that it is used. All other
  /// variables are read from the session itself.
  ///
  /// - Parameter value: the value; nil takes the variable away.
  static func share(_ name: String, _ value: String?) {
    let name = name.uppercased()
    guard name.hasPrefix("KRB5") else { return }
    writing.withLock { _ in replace(name, value) }
  }

  private static let writing = Mutex(())

  /// `setenv` frees or moves what another thread may be reading in `getenv`. Here the environment is
  /// replaced by a whole new one, and the old one stays: some hundred bytes for each assignment.
  private static func replace(_ name: String, _ value: String?) {
    let present = getenv(name).map { String(cString: $0) }
    guard present != value else { return }
    var entries: [UnsafeMutablePointer<CChar>?] = []
    if var entry = wsmansh_environment() {
      while let text = entry.pointee {
        if strncmp(text, name + "=", name.utf8.count + 1) != 0 { entries.append(text) }
        entry += 1
      }
    }
    if let value { entries.append(strdup("\(name)=\(value)")) }
    let table = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: entries.count + 1)
    table.initialize(from: entries + [nil], count: entries.count + 1)
    wsmansh_replace_environment(table)
  }

  /// The current folder.
  static func folder() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  /// The user's name: as the login left it in the environment, else from the user database, which
  /// may be somewhere in the network.
  static func userName(_ variables: [String: String]) -> String {
    for name in ["LOGNAME", "USER"] {
      if let user = variables[name], !user.isEmpty { return user }
    }
    if let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name {
      return String(cString: name)
    }
    return "user"
  }

  /// Makes UTC the time zone of the process, before anything runs: what is replayed is the same on
  /// every machine.
  static func useUniversalTime() {
    setenv("TZ", "UTC0", 1)
    tzset()
  }

  /// The machine's short name.
  static func hostName() -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
    let name = String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(name.prefix { $0 != "." })
  }
}
