import Foundation
import Testing
import ThrowawayFolder

@testable import Lab

@Suite("Files that the user named")
struct InputFileTests {
  private let folder: ThrowawayFolder

  init() throws { folder = try ThrowawayFolder() }

  private func reason(_ path: String, limit: Int = 1 << 20) -> String? {
    do throws(InputFile.Failure) {
      _ = try InputFile(path: path).text(limit: limit)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func text() throws {
    let file = try InputFile(path: folder.write("ein Wörtchen\n", to: "a.txt"))
    #expect(file.isRegular)
    #expect(file.owner == geteuid())
    #expect(try file.text(limit: 100) == "ein Wörtchen\n")
    #expect(try InputFile(path: folder.write("", to: "empty")).text(limit: 100) == "")
  }

  @Test func whatCannotBeUsed() throws {
    #expect(reason(folder.path) == "is a folder, not a file")
    #expect(reason(folder.path + "/none") == "does not exist")
    #expect(reason("/dev/zero") == "is larger than 1 MB")
    let file = folder.path + "/latin"
    try Data([0x6E, 0xE4]).write(to: URL(filePath: file))
    #expect(try #require(reason(file)).hasPrefix("is not text in UTF-8"))
    if geteuid() != 0 {
      chmod(file, 0)
      #expect(reason(file) == "cannot be read: you lack the permission")
    }
  }

  @Test("a pipe is read to the end of what its writer has to say")
  func pipes() async throws {
    let path = folder.path + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    let writer = Thread {
      usleep(100_000)
      let end = open(path, O_WRONLY)
      for _ in 0..<3 {
        write(end, "line\n", 5)
        usleep(50_000)
      }
      close(end)
    }
    writer.start()
    let file = try InputFile(path: path)
    #expect(!file.isRegular)
    #expect(try file.text(limit: 100) == "line\nline\nline\n")
  }
}
