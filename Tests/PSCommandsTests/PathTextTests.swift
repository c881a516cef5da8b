import Testing

@testable import PSCommands

@Suite struct PathTextTests {
  @Test(arguments: [
    ("C:\\a\\b", "C:\\a", "b"), ("C:\\a", "C:\\", "a"), ("a", "", "a"), ("\\a", "\\", "a"),
    ("WSMan:\\localhost\\Client\\", "WSMan:\\localhost", "Client"), ("C:a", "C:", "a"),
    ("M\\P::x\\y", "M\\P::x", "y"), ("/srv/x", "/srv", "x"),
  ])
  func split(path: String, folder: String, leaf: String) throws {
    let cut = try #require(PathText.split(path))
    #expect(cut.folder == folder)
    #expect(cut.leaf == leaf)
  }

  @Test("a path without elements cannot be cut", arguments: ["C:\\", "\\", ""])
  func roots(path: String) { #expect(PathText.split(path) == nil) }

  @Test(arguments: [
    ("C:\\a", "b", "C:\\a\\b"), ("C:\\a\\", "\\b", "C:\\a\\b"), ("C:", "b", "C:\\b"),
    ("C:/a", "b/c", "C:\\a\\b\\c"), ("a", "", "a\\"), ("/tmp/x", "y\\z", "/tmp/x/y/z"),
    ("WSMan:\\localhost", "Plugin", "WSMan:\\localhost\\Plugin"),
  ])
  func join(folder: String, child: String, expected: String) {
    #expect(PathText.join(folder, child) == expected)
  }
}
