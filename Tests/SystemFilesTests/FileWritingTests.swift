import Foundation
import SystemFiles
import Testing
import ThrowawayFolder

@Suite struct FileWritingTests {
  private struct Interruption: Error {}

  private func withFile(_ text: String?, _ body: (_ path: String) throws -> Void) throws {
    let folder = try ThrowawayFolder()
    if let text { try folder.write(text, to: "a") }
    try body(folder("a"))
  }

  @Test(
    "bytes go where they are to go",
    arguments: [(.existing, "ABcd"), (.emptied, "AB"), (.end, "abcdAB")]
      as [(FileWriting.Start, String)])
  func starts(_ start: FileWriting.Start, _ result: String) throws {
    try withFile("abcd") { path in
      try FileWriting.write(to: path, at: start) { add in
        try add(Array("A".utf8))
        try add(Array("B".utf8))
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == result)
    }
  }

  @Test(
    "the end and a new file are made, a new one once", arguments: [FileWriting.Start.end, .new])
  func made(_ start: FileWriting.Start) throws {
    try withFile(nil) { path in
      try FileWriting.write(to: path, at: start) { try $0(Array("A".utf8)) }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "A")
      let failure = #expect(throws: SystemCallFailure.self) {
        try FileWriting.write(to: path, at: .new) { try $0(Array("B".utf8)) }
      }
      #expect(failure?.isExisting == true)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "A")
    }
  }

  @Test("a file is emptied when the first bytes come, or nothing is all that comes")
  func emptied() throws {
    try withFile("old") { path in
      #expect(throws: Interruption.self) {
        try FileWriting.write(to: path, at: .emptied) { _ in throw Interruption() }
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
      try FileWriting.write(to: path, at: .emptied) { _ in }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "")
    }
  }

  @Test(
    "what is not there cannot be written into", arguments: [FileWriting.Start.existing, .emptied])
  func missing(_ start: FileWriting.Start) throws {
    try withFile(nil) { path in
      let failure = #expect(throws: SystemCallFailure.self) {
        try FileWriting.write(to: path, at: start) { try $0([1]) }
      }
      #expect(failure?.isMissing == true)
      #expect(failure?.path == path)
    }
  }
}
