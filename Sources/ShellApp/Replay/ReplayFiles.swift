import Lab
import SystemFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A transcript that is asked for.
struct ReplayFile: Sendable, Equatable {
  /// Its path; `-` for standard input.
  var path: String
  /// A line of the one interaction that is asked for (`FILE:LINE`).
  var line: Int?
  /// Whether it was found in a folder: one without a session is no mistake there.
  var isFound = false
}

/// Finds the transcripts that the command line names.
enum ReplayFiles {
  private static let endings = [".txt", ".md", ".markdown", ".cast"]
  /// Folders nest no deeper than this.
  private static let deepest = 64

  /// The transcripts in order.
  /// - Parameter names: files, folders, `FILE:LINE`, `-`.
  static func all(_ names: [String]) -> [ReplayFile] {
    names.flatMap { name -> [ReplayFile] in
      if name == "-" { return [ReplayFile(path: name)] }
      switch kind(name) {
      case S_IFDIR: return found(in: name, depth: 0)
      case nil: return [selected(name) ?? ReplayFile(path: name)]
      default: return [ReplayFile(path: name)]
      }
    }
  }

  /// `FILE:LINE`, when there is such a file.
  private static func selected(_ name: String) -> ReplayFile? {
    guard let colon = name.lastIndex(of: ":"), let line = Int(name[name.index(after: colon)...]),
      line > 0, kind(String(name[..<colon])) != nil
    else { return nil }
    return ReplayFile(path: String(name[..<colon]), line: line)
  }

  private static func kind(_ path: String, followsLinks: Bool = true) -> mode_t? {
    var status = stat()
    let result = followsLinks ? stat(path, &status) : lstat(path, &status)
    return result == 0 ? status.st_mode & S_IFMT : nil
  }

  /// The transcripts of a folder and of those in it, by name; hidden ones and links to folders are
  /// left out.
  private static func found(in folder: String, depth: Int) -> [ReplayFile] {
    guard depth < deepest, let names = try? SystemCalls.names(in: folder) else { return [] }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    return names.filter { $0.first != "." }.sorted().flatMap { name -> [ReplayFile] in
      let path = base + name
      if kind(path, followsLinks: false) == S_IFDIR { return found(in: path, depth: depth + 1) }
      let lower = name.lowercased()
      guard endings.contains(where: lower.hasSuffix), kind(path) == S_IFREG else { return [] }
      return [ReplayFile(path: path, isFound: true)]
    }
  }
}

/// One of several parts of the work (`--shard K/N`).
struct Shard: Equatable {
  let number: Int
  let count: Int

  /// - Parameter text: `K/N` with K from 1 to N.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1,
      number <= count, count <= 10_000
    else { return nil }
    self.number = number
    self.count = count
  }

  /// The files of this part: each of them takes its turn, so that the parts are of a size.
  func files(_ all: [ReplayFile]) -> [ReplayFile] {
    all.enumerated().filter { $0.offset % count == number - 1 }.map(\.element)
  }
}
