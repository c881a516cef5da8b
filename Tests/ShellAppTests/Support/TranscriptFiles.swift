import Foundation
import Testing

/// A transcript of the repository, with what `wsmansh replay` has to be told about it.
struct TranscriptFile: Sendable, CustomTestStringConvertible {
  /// The path from the root of the repository.
  let path: String
  /// Labs that the shell is started with.
  var labs: [String] = []
  /// Commands that run before each section.
  var setup: [String] = []

  var testDescription: String { path }

  var fullPath: String { Repository.root.appending(path: path).path }

  func text() throws -> String { try String(contentsOfFile: fullPath, encoding: .utf8) }
}

/// The transcripts of the repository.
enum TranscriptFiles {
  /// Every transcript: those of the suite, the examples, and the sessions in the README and in help.
  static let all: [TranscriptFile] = suite + examples + pages + help

  /// Those that talk to computers; they run a second time over sockets.
  static let connecting = suite.filter { file in
    [
      "/changes/", "/cmdlets/", "/connections/", "/drive/", "/examples/", "/quickconfig/",
      "/services/", "/settings/", "/winrm/", "/winrs/",
    ].contains { file.path.contains($0) }
  }

  /// Those about the drive and what changes it, which must be the same for every computer.
  static let drive = suite.filter { file in
    ["/changes/", "/cmdlets/", "/drive/", "/quickconfig/", "/services/", "/settings/", "/winrm/"]
      .contains { file.path.contains($0) }
  }

  private static let suite = files(in: "Tests/Transcripts").map { TranscriptFile(path: $0) }

  private static let examples = files(in: "examples/transcripts").map { path in
    var file = TranscriptFile(path: path, labs: ["contoso"])
    if path.hasSuffix("/inventory.txt") {
      file.labs = [Repository.root.appending(path: "examples/labs/inventory.yaml").path]
    }
    // This one goes on where another session has left off.
    if path.hasSuffix("/disconnect-wsman.txt") { file.setup = ["Connect-WSMan server01"] }
    return file
  }

  private static let pages = ["README.md"].filter { path in
    FileManager.default.fileExists(atPath: Repository.root.appending(path: path).path)
  }.map { TranscriptFile(path: $0, labs: ["contoso"]) }

  /// Help; pages in other languages take their sessions from the English ones.
  private static let help = files(in: "help").map { TranscriptFile(path: $0, labs: ["contoso"]) }

  private static func files(in folder: String) -> [String] {
    let base = Repository.root.appending(path: folder)
    let names =
      FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".md") }.sorted()
      .map { "\(folder)/\($0)" }
  }
}

/// Where things lie in the repository.
enum Repository {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
