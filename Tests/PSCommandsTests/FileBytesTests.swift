import SystemFiles
import Testing
import ThrowawayFolder

@testable import PSCommands

@Suite struct FileBytesTests {
  @Test("replacing keeps mode and link, and leaves nothing behind")
  func replace() throws {
    let folder = try ThrowawayFolder()
    try folder.write("old", to: "real.txt")
    try FileCalls.setMode(folder.path + "/real.txt", 0o640)
    try FileCalls.makeLink(folder.path + "/link.txt", to: "real.txt")
    try FileBytes.replace(folder.path + "/link.txt", with: Array("new".utf8))
    #expect(try folder.text("real.txt") == "new")
    #expect(try FileCalls.status(folder.path + "/real.txt").mode == 0o640)
    #expect(try FileCalls.status(folder.path + "/link.txt").isLink)
    #expect(try SystemCalls.names(in: folder.path).sorted() == ["link.txt", "real.txt"])
  }

  @Test("a file of many pieces is copied, also onto a file in a folder that takes no new ones")
  func copy() throws {
    let folder = try ThrowawayFolder()
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try FileBytes.create(folder.path + "/a", with: bytes)
    try folder.write("old", to: "closed/b")
    try FileCalls.setMode(folder.path + "/closed", 0o500)
    defer { try? FileCalls.setMode(folder.path + "/closed", 0o700) }
    try FileBytes.copy(folder.path + "/a", to: folder.path + "/closed/b")
    #expect(try FileBytes.read(folder.path + "/closed/b") == bytes)
    let failure = #expect(throws: SystemCallFailure.self) {
      try FileBytes.copy(folder.path + "/none", to: folder.path + "/closed/b")
    }
    #expect(failure?.isMissing == true)
    #expect(try FileBytes.read(folder.path + "/closed/b") == bytes)
  }

  @Test("creating refuses what exists; appending makes what does not")
  func createAndAppend() throws {
    let folder = try ThrowawayFolder()
    let path = folder.path + "/a.txt"
    try FileBytes.append(Array("1".utf8), to: path)
    try FileBytes.append(Array("2".utf8), to: path)
    #expect(try folder.text("a.txt") == "12")
    let failure = #expect(throws: SystemCallFailure.self) {
      try FileBytes.create(path, with: [])
    }
    #expect(failure?.isExisting == true)
  }

  @Test("failures keep what the system said")
  func failures() throws {
    let folder = try ThrowawayFolder()
    let missing = #expect(throws: SystemCallFailure.self) {
      try FileBytes.read(folder.path + "/none")
    }
    #expect(missing?.isMissing == true)
    let directory = #expect(throws: SystemCallFailure.self) { try FileBytes.read(folder.path) }
    #expect(directory?.isFolder == true)
    let place = #expect(throws: SystemCallFailure.self) {
      try FileBytes.replace(folder.path + "/no/such/file", with: [1])
    }
    #expect(place?.isMissing == true)
  }
}
