import SystemFiles

/// Translates between the paths of the shell and those of the machine (`language.md` 1.2).
///
/// `C:\x` is `x` in the folder in which the shell was started, and `..` never leaves that folder. A
/// path that begins with `/` is a real one and is shown as it is, unless it lies in that folder.
struct FilePaths: Sendable {
  /// The real folder behind `C:\`, without links and without a trailing separator.
  let base: String
  /// Whether nothing outside ``base`` may be reached: replays of transcripts from strangers.
  let isConfined: Bool
  /// Shows times of files on the clock of the session; `nil` where they stand as they are.
  let clock: FileClock?

  init(startFolder: String, isConfined: Bool, clock: FileClock? = nil) {
    self.clock = clock
    let resolved = SystemCalls.realPath(startFolder) ?? startFolder
    base = resolved.count > 1 && resolved.hasSuffix("/") ? String(resolved.dropLast()) : resolved
    self.isConfined = isConfined
  }

  /// The canonical path of the shell: `C:\a\b`, or `/a/b` outside of the start folder.
  func canonical(_ path: String) -> String {
    guard path.hasPrefix("/") else { return Self.drivePath(Self.elements(path)) }
    let real = "/" + Self.elements(path).joined(separator: "/")
    if let inside = relative(real) { return Self.drivePath(Self.elements(inside)) }
    return real
  }

  /// The real path of an item, whether it exists or not.
  /// - Throws: ``ConfinementError`` when a confined shell would leave its folder.
  func real(_ path: String) throws -> String {
    var elements = Self.elements(path)
    if path.hasPrefix("/") {
      let real = "/" + elements.joined(separator: "/")
      guard let inside = relative(real) else { return try confined(real) }
      elements = Self.elements(inside)
    }
    guard !elements.isEmpty else { return base }
    let prefix = base == "/" ? "" : base
    let exact = prefix + "/" + elements.joined(separator: "/")
    if FileCalls.exists(exact) { return try confined(exact) }
    return try confined(ignoringCase(elements, below: prefix))
  }

  /// The path with the separators of the machine.
  static func slashes(_ path: String) -> String {
    String(path.map { $0 == "\\" ? "/" : $0 })
  }

  /// Joins a child's name.
  static func child(_ folder: String, _ name: String) -> String {
    if folder.hasPrefix("/") { return folder == "/" ? "/" + name : folder + "/" + name }
    return folder.hasSuffix("\\") ? folder + name : folder + "\\" + name
  }

  /// The folder that holds an item, `nil` at a root.
  static func parent(_ path: String) -> String? {
    let rest = elements(path)
    guard !rest.isEmpty else { return nil }
    if path.hasPrefix("/") { return "/" + rest.dropLast().joined(separator: "/") }
    return drivePath(Array(rest.dropLast()))
  }

  /// The last element; the root's own text at a root.
  static func name(_ path: String) -> String {
    elements(path).last ?? (path.hasPrefix("/") ? "/" : "C:\\")
  }

  /// Elements of a path without its drive; `.` and `..` are resolved and never leave the root.
  static func elements(_ path: String) -> [String] {
    var rest = Substring(path)
    if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains(where: isSeparator) {
      rest = rest[rest.index(after: colon)...]
    }
    var elements: [String] = []
    for element in rest.split(whereSeparator: isSeparator) {
      switch element {
      case ".": continue
      case "..": _ = elements.popLast()
      default: elements.append(String(element))
      }
    }
    return elements
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character == "\\" || character == "/"
  }

  private static func drivePath(_ elements: [String]) -> String {
    "C:\\" + elements.joined(separator: "\\")
  }

  /// The part of a real path below ``base``, `nil` outside of it.
  private func relative(_ real: String) -> String? {
    if base == "/" { return real }
    if real == base { return "" }
    return real.hasPrefix(base + "/") ? String(real.dropFirst(base.count + 1)) : nil
  }

  /// Names ignore case on Windows: where the exact spelling does not exist, another one is taken.
  private func ignoringCase(_ elements: [String], below prefix: String) -> String {
    var path = prefix
    for (index, element) in elements.enumerated() {
      let exact = path + "/" + element
      if FileCalls.exists(exact) {
        path = exact
        continue
      }
      let names = (try? SystemCalls.names(in: path.isEmpty ? "/" : path)) ?? []
      let lowered = element.lowercased()
      guard let match = names.sorted().first(where: { $0.lowercased() == lowered }) else {
        return path + "/" + elements[index...].joined(separator: "/")
      }
      path += "/" + match
    }
    return path
  }

  /// Refuses a path whose nearest existing ancestor lies, links followed, outside of the folder.
  private func confined(_ real: String) throws -> String {
    guard isConfined, base != "/" else { return real }
    var ancestor = real
    while ancestor.count > 1 {
      if let resolved = SystemCalls.realPath(ancestor) {
        if relative(resolved) == nil { throw ConfinementError() }
        return real
      }
      guard !FileCalls.exists(ancestor), let cut = ancestor.lastIndex(of: "/") else { break }
      ancestor = String(ancestor[..<cut])
    }
    throw ConfinementError()
  }
}

/// A confined shell was asked for something outside of its folder.
struct ConfinementError: Error {}
