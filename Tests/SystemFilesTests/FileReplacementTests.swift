import Foundation
import SystemFiles
import Testing
import ThrowawayFolder

@Suite struct FileReplacementTests {
  private struct Interruption: Error {}

  private static let old = Array("old".utf8)
  private static let new = Array("new".utf8)

  @Test(
    "a new file has the permissions that were asked for, less the mask", arguments: [0o600, 0o666])
  func newFile(_ permissions: UInt32) throws {
    let folder = try ThrowawayFolder()
    try FileReplacement.write(
      Self.new, to: folder("a"), permissions: permissions, safety: .machine)
    #expect(try folder.text("a") == "new")
    let plain = open(folder("b"), O_CREAT | O_WRONLY, mode_t(permissions))
    close(plain)
    #expect(try folder.status("a").st_mode == folder.status("b").st_mode)
    #expect(folder.names == ["a", "b"])
  }

  @Test("an existing file keeps permissions and owner, and is another file for who has it open")
  func existingFile() throws {
    let folder = try ThrowawayFolder()
    try FileReplacement.write(Self.old, to: folder("a"), safety: .process)
    try #require(chmod(folder("a"), 0o640) == 0)
    if geteuid() == 0 { try #require(chown(folder("a"), 1234, 2345) == 0) }
    let before = try folder.status("a")
    let reader = try #require(FileHandle(forReadingAtPath: folder("a")))
    try FileReplacement.write(Self.new, to: folder("a"), permissions: 0o600, safety: .process)
    #expect(try folder.text("a") == "new")
    #expect(try reader.readToEnd() == Data(Self.old))
    let after = try folder.status("a")
    #expect(after.st_mode == before.st_mode)
    #expect(after.st_uid == before.st_uid && after.st_gid == before.st_gid)
    #expect(folder.names == ["a"])
  }

  @Test("links stay links, also those to what does not exist yet")
  func links() throws {
    let folder = try ThrowawayFolder()
    try #require(mkdir(folder("inner"), 0o700) == 0)
    try #require(symlink("inner/second", folder("first")) == 0)
    try #require(symlink("../a", folder("inner/second")) == 0)
    for bytes in [Self.old, Self.new] {
      try FileReplacement.write(bytes, to: folder("first"), safety: .machine)
      #expect(try folder.text("a") == String(decoding: bytes, as: UTF8.self))
      for name in ["first", "inner/second"] {
        #expect(try folder.status(name).st_mode & S_IFMT == S_IFLNK)
      }
    }
    #expect(folder.names == ["a", "first", "inner"])
    try #require(symlink("round", folder("round")) == 0)
    let failure = #expect(throws: SystemCallFailure.self) {
      try FileReplacement.write(Self.new, to: folder("round"), safety: .process)
    }
    #expect(failure?.code == ELOOP)
  }

  @Test("a name as long as names may be has room")
  func longName() throws {
    let folder = try ThrowawayFolder()
    let name = String(repeating: "n", count: 255)
    for bytes in [Self.old, Self.new] {
      try FileReplacement.write(bytes, to: folder(name), safety: .process)
    }
    #expect(try folder.text(name) == "new")
    #expect(folder.names == [name])
  }

  @Test("bytes that end too early leave the old ones and nothing else")
  func interruption() throws {
    let folder = try ThrowawayFolder()
    try FileReplacement.write(Self.old, to: folder("a"), safety: .process)
    for name in ["a", "b"] {
      #expect(throws: Interruption.self) {
        try FileReplacement.write(to: folder(name), safety: .process) { add in
          try add(Self.new)
          throw Interruption()
        }
      }
    }
    #expect(try folder.text("a") == "old")
    #expect(folder.names == ["a"])
  }

  @Test("pieces may come from the file that they replace")
  func pieces() throws {
    let folder = try ThrowawayFolder()
    try FileReplacement.write(Self.old, to: folder("a"), safety: .process)
    try FileReplacement.write(to: folder("a"), safety: .machine) { add in
      for _ in 1...3 { try add(Array(try Data(contentsOf: URL(filePath: folder("a"))))) }
    }
    #expect(try folder.text("a") == "oldoldold")
  }

  @Test("a pipe stays one, and who reads it gets the bytes")
  func pipe() throws {
    let folder = try ThrowawayFolder()
    try #require(mkfifo(folder("pipe"), 0o600) == 0)
    let reader = open(folder("pipe"), O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    try FileReplacement.write(Self.new, to: folder("pipe"), safety: .machine)
    var bytes = [UInt8](repeating: 0, count: 10)
    #expect(read(reader, &bytes, 10) == 3 && bytes.prefix(3) == Self.new[...])
    #expect(folder.names == ["pipe"])
  }

  @Test("failures keep the system's number and the path as it was given")
  func failures() throws {
    let folder = try ThrowawayFolder()
    func code(_ path: String) -> Int32? {
      let failure = #expect(throws: SystemCallFailure.self) {
        try FileReplacement.write(Self.new, to: path, safety: .machine)
      }
      #expect(failure?.path == path)
      return failure?.code
    }
    #expect(code(folder("none/a")) == ENOENT)
    #expect(code(folder.path) == EISDIR)
    try FileReplacement.write(Self.old, to: folder("a"), safety: .process)
    #expect(code(folder("a/b")) == ENOTDIR)
    if FileManager.default.fileExists(atPath: "/dev/full") { #expect(code("/dev/full") == ENOSPC) }
  }
}

extension ThrowawayFolder {
  /// What the system says of something in it, of a link itself.
  fileprivate func status(_ name: String) throws -> stat {
    var status = stat()
    try #require(lstat(self(name), &status) == 0)
    return status
  }
}
