import Testing
import ThrowawayFolder

@testable import PSCommands

@Suite struct FilePathsTests {
  @Test("paths of the shell lead into the start folder and never out of it")
  func realPaths() throws {
    let folder = try ThrowawayFolder()
    let paths = FilePaths(startFolder: folder.path, isConfined: false)
    #expect(try paths.real("C:\\a\\b") == folder.path + "/a/b")
    #expect(try paths.real("C:\\..\\..\\a") == folder.path + "/a")
    #expect(try paths.real("C:\\") == folder.path)
    #expect(try paths.real("/srv/x\\y") == "/srv/x/y")
  }

  @Test("what lies in the start folder is shown through the drive")
  func canonicalPaths() throws {
    let folder = try ThrowawayFolder()
    let paths = FilePaths(startFolder: folder.path, isConfined: false)
    #expect(paths.canonical(folder.path + "/a/b") == "C:\\a\\b")
    #expect(paths.canonical(folder.path) == "C:\\")
    #expect(paths.canonical("/srv//data/") == "/srv/data")
    #expect(paths.canonical(folder.path + "x/a") == folder.path + "x/a")
  }

  @Test("names ignore case where the exact spelling does not exist")
  func ignoresCase() throws {
    let folder = try ThrowawayFolder()
    try folder.write("", to: "Logs/Main.txt")
    try folder.write("", to: "logs2/x")
    let paths = FilePaths(startFolder: folder.path, isConfined: false)
    #expect(try paths.real("C:\\LOGS\\main.TXT") == folder.path + "/Logs/Main.txt")
    #expect(try paths.real("C:\\logs\\new.txt") == folder.path + "/Logs/new.txt")
    #expect(try paths.real("C:\\none\\New.txt") == folder.path + "/none/New.txt")
  }

  @Test("a confined shell reaches nothing outside, neither by name nor through links")
  func confinement() throws {
    let folder = try ThrowawayFolder()
    let outside = try ThrowawayFolder()
    try outside.write("x", to: "secret.txt")
    try FileCalls.makeLink(folder.path + "/link", to: outside.path)
    let paths = FilePaths(startFolder: folder.path, isConfined: true)
    #expect(throws: ConfinementError.self) { try paths.real("/etc/passwd") }
    #expect(throws: ConfinementError.self) { try paths.real("C:\\link\\secret.txt") }
    #expect(throws: ConfinementError.self) { try paths.real("C:\\link\\new.txt") }
    #expect(throws: ConfinementError.self) { try paths.real(folder.path + "/../x") }
    #expect(try paths.real("C:\\new\\file.txt") == folder.path + "/new/file.txt")
  }

  @Test(arguments: [
    ("C:\\a\\b", "C:\\a", "b"), ("C:\\a", "C:\\", "a"), ("/srv/a", "/srv", "a"), ("/a", "/", "a"),
  ])
  func parents(path: String, parent: String, name: String) {
    #expect(FilePaths.parent(path) == parent)
    #expect(FilePaths.name(path) == name)
    #expect(FilePaths.child(parent, name) == path)
  }

  @Test("roots have no parent")
  func roots() {
    #expect(FilePaths.parent("C:\\") == nil)
    #expect(FilePaths.parent("/") == nil)
    #expect(FilePaths.name("C:\\") == "C:\\")
  }
}
