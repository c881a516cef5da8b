import CPlatform

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
