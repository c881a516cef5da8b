import Testing

@testable import PSCommands

/// Streams, readers and writers of .NET on the shell's own files.
struct StreamTypeTests {
  /// Texts of what a script gives.
  private func run(_ script: String) async throws -> [String] {
    try await Shell().script(script)
  }

  @Test(arguments: [
    // A file that is written in pieces, and read with one of its own methods.
    (
      """
      $f = [IO.File]::Create('a.bin'); $f.Write([byte[]](1..5), 1, 3); $f.WriteByte(9); $f.Close()
      [IO.File]::ReadAllBytes('a.bin') -join ','
      """, ["2,3,4,9"]
    ),
    // A buffer is filled in place, from its offset on; at the end 0.
    (
      """
      [IO.File]::WriteAllBytes('a.bin', [byte[]](10, 20, 30)); $f = (Get-Item a.bin).OpenRead()
      $b = New-Object byte[] 5; $f.Read($b, 1, 2); $b -join ','; $f.Read($b, 0, 5); $f.Read($b, 0, 5)
      $f.Position; $f.Length; $f.Dispose()
      """, ["2", "0,10,20,0,0", "1", "0", "3", "3"]
    ),
    (
      """
      [IO.File]::WriteAllBytes('a.bin', [byte[]](1..9))
      $f = New-Object IO.FileStream('a.bin', [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::ReadWrite)
      try { $f.Seek(-2, [IO.SeekOrigin]::End); $f.ReadByte(); $null = $f.Seek(1, 'Begin'); $f.ReadByte() } finally { $f.Close() }
      $f.CanRead
      """, ["7", "8", "2", "False"]
    ),
    // OpenWrite leaves what lies behind; Append begins at the end.
    (
      """
      Set-Content a.txt abcdef -NoNewline; $f = [IO.File]::OpenWrite('a.txt'); $f.WriteByte(88); $f.Close()
      $f = [IO.File]::Open('a.txt', 'Append'); $f.WriteByte(89); $f.Close(); [IO.File]::ReadAllText('a.txt')
      """, ["XbcdefY"]
    ),
    (
      """
      [IO.File]::WriteAllText('a.txt', "one`r`ntwo`n`nfour"); $r = [IO.File]::OpenText('a.txt')
      for (;;) { $l = $r.ReadLine(); if ($l -eq $null) { break }; "[$l]" }; $r.EndOfStream; $r.Close()
      """, ["[one]", "[two]", "[]", "[four]", "True"]
    ),
    (
      """
      $w = New-Object IO.StreamWriter('a.txt', $false, [Text.Encoding]::Unicode); $w.WriteLine('é{0}', 1)
      $w.Close(); [IO.File]::ReadAllBytes('a.txt') -join ','; (New-Object IO.StreamReader 'a.txt').ReadToEnd().Trim()
      """, ["255,254,233,0,49,0,10,0", "é1"]
    ),
    (
      """
      $m = New-Object IO.MemoryStream; $m.Write([byte[]](1, 2, 3), 0, 3); $m.SetLength(2); $m.Position = 0
      $n = [IO.MemoryStream]::new(); $m.CopyTo($n); $n.ToArray() -join ','
      """, ["1,2"]
    ),
    // Base64 in a file, through the transformation of another stream.
    (
      """
      Set-Content a.b64 ([Convert]::ToBase64String([byte[]](0..9)))
      $s = New-Object Security.Cryptography.CryptoStream (Get-Item a.b64).OpenRead(), (New-Object Security.Cryptography.FromBase64Transform), ([Security.Cryptography.CryptoStreamMode]::Read)
      $o = [IO.File]::OpenWrite('C:\\a.bin'); $b = New-Object Byte[] 4
      while (($i = $s.Read($b, 0, $b.Length)) -ne 0) { $o.Write($b, 0, $i) }; $o.Dispose(); $s.Dispose()
      [IO.File]::ReadAllBytes('a.bin') -join ','
      """, ["0,1,2,3,4,5,6,7,8,9"]
    ),
    (
      """
      $null -eq (Get-Item .).GetType().GetMethod('Dispose'); $m = [IO.MemoryStream]::new()
      $m.GetType().GetMethod('Dispose').Name
      """, ["True", "Dispose"]
    ),
    (
      "$p = $ExecutionContext.SessionState.Path; $p.GetUnresolvedProviderPathFromPSPath('x\\..\\new.txt')",
      ["C:\\new.txt"]
    ),
    (
      "[BitConverter]::ToString([byte[]](10, 255)); [BitConverter]::ToInt32([BitConverter]::GetBytes(-7), 0)",
      ["0A-FF", "-7"]
    ),
    (
      "[IO.File]::WriteAllText('a', 'é', [Text.Encoding]::UTF8); [IO.File]::ReadAllBytes('a') -join ','",
      ["239,187,191,195,169"]
    ),
    (
      "[IO.File]::WriteAllText('a', 'é', (New-Object Text.UTF8Encoding $false)); (Get-Item a).Length",
      ["2"]
    ),
    (
      "$null = [IO.Directory]::CreateDirectory('d\\e'); [IO.File]::Copy('x', 'y')",
      [
        "!FileNotFoundException: Exception calling \"Copy\" with \"2\" argument(s): \"Could not find file 'x'.\""
      ]
    ),
  ])
  func works(script: String, expected: [String]) async throws {
    let result = try await run(script)
    #expect(result == expected)
  }

  @Test(
    arguments: [
      ("[IO.File]::OpenRead('none')", "FileNotFoundException", "Could not find file 'none'."),
      (
        "[IO.File]::Create('no\\x')", "DirectoryNotFoundException",
        "Could not find a part of the path 'no\\x'."
      ),
      (
        "[IO.File]::OpenRead('C:\\')", "UnauthorizedAccessException",
        "Access to the path 'C:\\' is denied."
      ),
      (
        "$null > e; [IO.File]::Open('e', 'CreateNew')", "IOException",
        "The file 'e' already exists."
      ),
      (
        "[IO.File]::Open('e', 'Create', 'Read')", "ArgumentException",
        "Combining FileMode: Create with FileAccess: Read is invalid."
      ),
      (
        "$null > e; [IO.File]::OpenRead('e').WriteByte(1)", "NotSupportedException",
        "Stream does not support writing."
      ),
      (
        "$null > e; [IO.File]::OpenWrite('e').ReadByte()", "NotSupportedException",
        "Stream does not support reading."
      ),
      (
        "$m = [IO.MemoryStream]::new(); $m.Close(); $m.ReadByte()", "ObjectDisposedException",
        "Cannot access a closed Stream."
      ),
      (
        "$b = New-Object byte[] 2; [IO.MemoryStream]::new().Read($b, 1, 2)", "ArgumentException",
        "Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection."
      ),
      (
        "[IO.MemoryStream]::new().Seek(-1, 'Begin')", "IOException",
        "An attempt was made to move the position before the beginning of the stream."
      ),
      (
        "[IO.MemoryStream]::new().Seek([long]::MaxValue, 'Begin').WriteByte(1); $m = [IO.MemoryStream]::new(); $m.Position = [long]::MaxValue; $m.WriteByte(1)",
        "OutOfMemoryException", nil
      ),
    ] as [(String, String, String?)])
  func refuses(script: String, exception: String, message: String?) async throws {
    let last = try #require(try await run(script).last)
    #expect(last.hasPrefix("!\(exception): "), "\(last)")
    if let message { #expect(last.hasSuffix("\"\(message)\""), "\(last)") }
  }

  /// What a session that is confined may fill.
  @Test func diskOfConfinedSessions() async throws {
    let shell = try Shell(allowsPrograms: false)
    let result = try await shell.script(
      "$f = [IO.File]::Create('a'); $f.SetLength(64MB); $f.Length; $f.SetLength(64MB + 1)")
    #expect(result.first == "67108864")
    #expect(result.last?.hasSuffix("\"There is not enough space on the disk.\"") == true)
  }

  /// No stream leads out of the folder.
  @Test(arguments: ["/etc/hostname", "C:\\..\\..\\etc\\hostname"])
  func confinement(path: String) async throws {
    let shell = try Shell(allowsPrograms: false)
    for call in ["OpenRead('\(path)')", "Open('\(path)', 'OpenOrCreate')", "OpenText('\(path)')"] {
      let result = try await shell.script("[IO.File]::\(call)")
      #expect(result.last?.hasPrefix("!") == true, "\(call): \(result)")
    }
  }

  @Test func pipedObjectsAreGoneThroughOnce() async throws {
    let result = try await run(
      """
      function f { $head = foreach ($i in $input) { if ($i -eq 0) { break }; $i }; "$head"; $input | % { "rest $_" } }
      1, 2, 0, 3, 4 | f
      """)
    #expect(result == ["1 2", "rest 3", "rest 4"])
  }

  @Test func staticPropertiesOfTheSession() async throws {
    let result = try await run(
      """
      [Console]::OutputEncoding = [Text.Encoding]::Unicode; [Console]::OutputEncoding.WebName
      [Net.ServicePointManager]::SecurityProtocol = 'Tls12'; "$([Net.ServicePointManager]::SecurityProtocol)"
      [Console]::WindowWidth = 3
      """)
    #expect(result.prefix(2) == ["utf-16", "Tls12"])
    #expect(result.last?.contains("is a ReadOnly property") == true)
  }
}
