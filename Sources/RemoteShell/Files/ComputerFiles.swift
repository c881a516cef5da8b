import Synchronization

/// The files of an emulated computer: kept in memory, apart from those of the machine, and gone when
/// the program ends.
final class ComputerFiles: Sendable {
  /// Why something cannot be done with a file, in the words of Windows.
  enum Failure: Error {
    case notFound
    case pathNotFound
    case accessDenied
    case exists
    case notEmpty
    case full

    var text: String {
      switch self {
      case .notFound: "The system cannot find the file specified."
      case .pathNotFound: "The system cannot find the path specified."
      case .accessDenied: "Access is denied."
      case .exists: "A subdirectory or file already exists."
      case .notEmpty: "The directory is not empty."
      case .full: "There is not enough space on the disk."
      }
    }
  }

  /// An entry of a folder.
  struct Entry: Sendable {
    let name: String
    /// Nil for a folder.
    let size: Int?
    let changed: WallTime
  }

  fileprivate struct Node {
    var name: String
    /// Nil for a folder.
    var bytes: [UInt8]?
    var changed: WallTime
  }

  fileprivate struct State {
    /// All entries by their whole path in lower case; `c:` is the root.
    var nodes: [String: Node] = [:]
    var size = 0
  }

  private static let mostEntries = 10_000
  static let largestSize = 16 << 20

  private let state: Mutex<State>
  private let now: @Sendable () -> WallTime

  /// - Parameter now: the time that new entries are marked with.
  init(now: @escaping @Sendable () -> WallTime) {
    self.now = now
    var state = State()
    let folders = [
      #"C:"#, #"C:\Program Files"#, #"C:\ProgramData"#, #"C:\Users"#, #"C:\Users\Public"#,
      #"C:\Windows"#, #"C:\Windows\System32"#, #"C:\Windows\System32\drivers"#,
      #"C:\Windows\System32\drivers\etc"#, #"C:\Windows\Temp"#,
    ]
    for folder in folders { state.add(folder, nil) }
    state.add(
      #"C:\Windows\System32\drivers\etc\hosts"#,
      Array("127.0.0.1       localhost\r\n::1             localhost\r\n".utf8))
    state.add(#"C:\Windows\win.ini"#, Array("; for 16-bit app support\r\n[fonts]\r\n".utf8))
    self.state = Mutex(state)
  }

  /// A path made whole: from a folder, with `.` and `..` taken out. Nil for other drives and for
  /// names that no file can have.
  static func absolute(_ path: String, from folder: String) -> String? {
    var path = path.replacing("/", with: "\\")
    if path.utf8.count >= 2, path.dropFirst().first == ":" {
      guard path.first?.lowercased() == "c" else { return nil }
      path = String(path.dropFirst(2))
      if path.first != "\\" { path = String(folder.dropFirst(2)) + "\\" + path }
    } else if path.hasPrefix("\\\\") {
      return nil
    } else if path.first != "\\" {
      path = String(folder.dropFirst(2)) + "\\" + path
    }
    var parts: [Substring] = []
    for part in path.split(separator: "\\") {
      switch part {
      case ".": continue
      case "..": _ = parts.popLast()
      default:
        guard !part.contains(where: { "<>:\"|?*\0".contains($0) }) else { return nil }
        parts.append(part)
      }
    }
    return (["C:"] + parts).joined(separator: "\\")
  }

  /// A whole path as it is shown: `C:\` for the root.
  static func shown(_ path: String) -> String { path == "C:" ? #"C:\"# : path }

  /// Whether there is a folder.
  func isFolder(_ path: String) -> Bool {
    state.withLock { state in state.nodes[path.lowercased()].map { $0.bytes == nil } ?? false }
  }

  /// A path with its names as they were first written.
  func properName(_ path: String) -> String {
    state.withLock { state in
      var proper: [String] = []
      var key = ""
      for part in path.split(separator: "\\") {
        key += (key.isEmpty ? "" : "\\") + part.lowercased()
        proper.append(state.nodes[key]?.name ?? String(part))
      }
      return proper.joined(separator: "\\")
    }
  }

  /// The contents of a file.
  func contents(_ path: String) throws(Failure) -> [UInt8] {
    guard let node = state.withLock({ $0.nodes[path.lowercased()] }) else { throw .notFound }
    guard let bytes = node.bytes else { throw .accessDenied }
    return bytes
  }

  /// What is in a folder, by name.
  ///
  /// - Parameter showsHidden: whether folders of programs in those of users are shown too.
  func entries(_ path: String, showsHidden: Bool = false) throws(Failure) -> [Entry] {
    let result: [Entry]? = state.withLock { state in
      let key = path.lowercased()
      guard let node = state.nodes[key], node.bytes == nil else { return nil }
      let hidden = Self.parent(key) == #"c:\users"# && !showsHidden ? key + #"\appdata"# : ""
      return state.nodes.filter { Self.parent($0.key) == key && $0.key != hidden }.sorted {
        $0.key < $1.key
      }.map {
        Entry(name: $0.value.name, size: $0.value.bytes?.count, changed: $0.value.changed)
      }
    }
    guard let result else { throw .pathNotFound }
    return result
  }

  /// Everything below the drive, folders before what is in them.
  func all() -> [DriveEntry] {
    state.withLock { state in
      var paths = ["c:": ""]
      return state.nodes.sorted { $0.key < $1.key }.compactMap { key, node in
        guard key != "c:", let folder = paths[Self.parent(key)] else { return nil }
        let path = folder.isEmpty ? node.name : folder + "\\" + node.name
        paths[key] = path
        return DriveEntry(path: path, bytes: node.bytes)
      }
    }
  }

  /// A folder and all folders below it, each before those in it.
  func folders(below path: String) -> [String] {
    let keys = state.withLock { state in
      let root = path.lowercased()
      return state.nodes.filter {
        $0.value.bytes == nil && ($0.key == root || $0.key.hasPrefix(root + "\\"))
      }.map(\.key).sorted()
    }
    return keys.map(properName)
  }

  /// Writes a file, or adds to it.
  func write(_ bytes: [UInt8], to path: String, appends: Bool) throws(Failure) {
    let failure: Failure? = state.withLock { state in
      let key = path.lowercased()
      guard let folder = state.nodes[Self.parent(key)], folder.bytes == nil else {
        return .pathNotFound
      }
      let old = state.nodes[key]
      if let old, old.bytes == nil { return .accessDenied }
      let kept = appends ? old?.bytes ?? [] : []
      let growth = kept.count + bytes.count - (old?.bytes?.count ?? 0)
      guard state.size + growth <= Self.largestSize,
        old != nil || state.nodes.count < Self.mostEntries
      else { return .full }
      state.size += growth
      state.nodes[key] = Node(
        name: old?.name ?? Self.name(path), bytes: kept + bytes, changed: now())
      return nil
    }
    if let failure { throw failure }
  }

  /// Makes a folder, and those above it.
  func makeFolder(_ path: String) throws(Failure) {
    let failure: Failure? = state.withLock { state in
      if state.nodes[path.lowercased()] != nil { return .exists }
      var whole = ""
      for part in path.split(separator: "\\") {
        whole += (whole.isEmpty ? "" : "\\") + part
        if let node = state.nodes[whole.lowercased()] {
          if node.bytes != nil { return .pathNotFound }
          continue
        }
        guard state.nodes.count < Self.mostEntries else { return .full }
        state.nodes[whole.lowercased()] = Node(
          name: String(part), bytes: nil, changed: now())
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Removes a file.
  func removeFile(_ path: String) throws(Failure) {
    let failure: Failure? = state.withLock { state in
      let key = path.lowercased()
      guard let node = state.nodes[key] else { return .notFound }
      guard let bytes = node.bytes else { return .accessDenied }
      state.size -= bytes.count
      state.nodes[key] = nil
      return nil
    }
    if let failure { throw failure }
  }

  /// Removes a folder; with what is in it when asked to.
  func removeFolder(_ path: String, withContents: Bool) throws(Failure) {
    let failure: Failure? = state.withLock { state in
      let key = path.lowercased()
      guard let node = state.nodes[key] else { return .notFound }
      guard node.bytes == nil, key != "c:" else { return .accessDenied }
      let inside = state.nodes.keys.filter { $0.hasPrefix(key + "\\") }
      guard inside.isEmpty || withContents else { return .notEmpty }
      for path in inside + [key] {
        state.size -= state.nodes[path]?.bytes?.count ?? 0
        state.nodes[path] = nil
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Gives a file or a folder another place.
  ///
  /// - Parameter replaces: whether a file that is there already is replaced.
  func move(_ path: String, to target: String, replaces: Bool) throws(Failure) {
    let failure: Failure? = state.withLock { state in
      let (old, new) = (path.lowercased(), target.lowercased())
      guard let node = state.nodes[old] else { return .notFound }
      guard old != "c:", let folder = state.nodes[Self.parent(new)], folder.bytes == nil else {
        return .pathNotFound
      }
      if new.hasPrefix(old + "\\") { return .accessDenied }
      if let other = state.nodes[new], new != old {
        guard replaces, let bytes = other.bytes else { return .exists }
        state.size -= bytes.count
      }
      let inside = state.nodes.keys.filter { $0.hasPrefix(old + "\\") }
      for key in inside {
        state.nodes[new + key.dropFirst(old.count)] = state.nodes.removeValue(forKey: key)
      }
      state.nodes[old] = nil
      state.nodes[new] = Node(
        name: Self.name(target), bytes: node.bytes, changed: node.changed)
      return nil
    }
    if let failure { throw failure }
  }

  fileprivate static func parent(_ path: String) -> String {
    path.lastIndex(of: "\\").map { String(path[..<$0]) } ?? ""
  }

  fileprivate static func name(_ path: String) -> String {
    path.split(separator: "\\").last.map(String.init) ?? path
  }
}

extension ComputerFiles.State {
  fileprivate mutating func add(_ path: String, _ bytes: [UInt8]?) {
    nodes[path.lowercased()] = ComputerFiles.Node(
      name: ComputerFiles.name(path), bytes: bytes, changed: .installation)
    size += bytes?.count ?? 0
  }
}
