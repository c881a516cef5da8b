import Testing

@testable import PSCommands

/// `[System.IO.Path]` and `[System.IO.File]`.
struct FileTypeTests {
  @Test(arguments: [
    ("[System.IO.Path]::Combine('C:\\a', 'b', 'c.txt')", "C:\\a\\b\\c.txt"),
    ("[IO.Path]::Combine('/srv', 'x')", "/srv/x"), ("[IO.Path]::Combine('a', 'C:\\b')", "C:\\b"),
    ("[IO.Path]::GetFileName('C:\\a\\b.txt')", "b.txt"),
    ("[IO.Path]::GetExtension('/x/b.tar.gz')", ".gz"),
    ("[IO.Path]::GetFileNameWithoutExtension('b.tar.gz')", "b.tar"),
    ("[IO.Path]::GetDirectoryName('C:\\a\\b.txt')", "C:\\a"),
    ("[IO.Path]::ChangeExtension('a.txt', 'log')", "a.log"),
    ("[IO.Path]::DirectorySeparatorChar", "\\"), ("[IO.Path]::GetFullPath('x\\..\\y')", "C:\\y"),
    ("[IO.File]::Exists('none')", "False"), ("[IO.Directory]::Exists('C:\\')", "True"),
  ])
  func paths(script: String, expected: String) async throws {
    let result = try await Shell().script(script)
    #expect(result == [expected])
  }

  @Test func files() async throws {
    let result = try await Shell().script(
      """
      [IO.File]::WriteAllText('t.txt', "a`nb`n")
      [IO.File]::AppendAllText('t.txt', 'c')
      [IO.File]::ReadAllLines('t.txt').Count
      [IO.File]::ReadAllText('C:\\t.txt').Length
      [IO.File]::ReadAllBytes('t.txt')[0]
      [IO.File]::Exists('T.TXT')
      [IO.File]::Delete('t.txt'); [IO.File]::Exists('t.txt')
      [IO.File]::ReadAllText('t.txt')
      """)
    #expect(result.prefix(5) == ["3", "5", "97", "True", "False"])
    #expect(
      result.last?.hasPrefix("!FileNotFoundException: Exception calling \"ReadAllText\"") == true)
  }
}
