import Foundation
import Testing

@testable import ShellApp

/// Files that come with the program, found from where it lies.
@Suite("Shared folder")
struct SharedFolderTests {
  private let root = FileManager.default.temporaryDirectory
    .appending(path: "shared-\(UUID().uuidString)").resolvingSymlinksInPath()

  private func make(_ folder: String) throws -> String {
    let path = root.appending(path: folder)
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    return path.path
  }

  @Test func ofAnInstalledProgramIsBesideItsFolder() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    let folder = try make("usr/local/share/wsmansh/lessons")
    let program = try make("usr/local/bin") + "/wsmansh"
    #expect(SharedFolder.path("lessons", program: program) == folder)
    #expect(SharedFolder.path("help", program: program) == nil)
  }

  @Test func ofABuiltProgramIsBesideItsSources() throws {
    defer { try? FileManager.default.removeItem(at: root) }
    _ = try make("tree/Sources/ShellApp")
    let folder = try make("tree/help")
    let program = try make("tree/.build/x86_64-unknown-linux-gnu/debug") + "/wsmansh"
    #expect(SharedFolder.path("help", program: program) == folder)
    #expect(SharedFolder.path("lessons", program: program) == nil)
  }

  @Test func isMissingForAProgramThatStandsAlone() {
    #expect(SharedFolder.path("help", program: "/nonexistent/a/b/c/d/e/f/g/wsmansh") == nil)
    #expect(SharedFolder.path("help", program: "wsmansh") == nil)
  }
}
