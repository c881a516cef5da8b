import Foundation
import Testing

/// Many instances from a table beside a lab file, over HTTP: neither side holds more of them than a
/// batch.
///
/// `WSMANSH_TEST_INSTANCES` says how many; `make test-long` takes a million.
@Suite("Large enumerations")
struct LargeEnumerationTests {
  private static let count =
    ProcessInfo.processInfo.environment["WSMANSH_TEST_INSTANCES"].flatMap(Int.init) ?? 20_000
  /// What memory may grow by, from a tenth of the instances to all of them; all of them take fifty times
  /// as much.
  private static var room: Int { 24_000 }

  private static let lab = """
    classes: |
      class Test_Row { [key] uint32 Number; string Text; boolean Flag; };
      class Test_Few { [key] uint32 Number; string Text; boolean Flag; };
    computers:
      - name: large
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        users:
          - {name: administrator, password: P@ssw0rd, groups: [Administrators]}
        instances:
          - {class: Test_Few, file: few.csv}
          - {class: Test_Row, file: rows.csv}
    """

  private static func table(_ count: Int) -> String {
    var text = "Number,Text,Flag\n"
    for number in 0..<count { text += "\(number),The text of row number \(number),true\n" }
    return text
  }

  @Test func memoryStaysFlat() async throws {
    let program = try Program()
    let lab = try program.file("large.yaml", Self.lab)
    _ = try program.file("few.csv", Self.table(Self.count / 10))
    _ = try program.file("rows.csv", Self.table(Self.count))
    let ready = program.home.appending(path: "ready.json")
    let service = try RunningProgram(
      program, "serve", "--lab", lab, "--port", "0", "--ready-file", ready.path)
    try #require(try await service.wait { FileManager.default.fileExists(atPath: ready.path) })
    let text = try String(contentsOf: ready, encoding: .utf8)
    let port = try #require(text.firstMatch(of: /"port": ?(\d+)/)).1
    let shell = try RunningProgram(program, "--no-profile")
    try shell.send(
      """
      Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
      Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
      $secret = ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force
      $all = @{ CN = '127.0.0.1'; Port = \(port); Authentication = 'Basic' }
      $all.Credential = [pscredential]::new('administrator', $secret)
      """)
    // Until the tables are read, requests end with the operation's time limit.
    try shell.send(
      """
      $first = @{ ResourceURI = 'wmicimv2/Test_Few'; SelectorSet = @{ Number = 0 } }
      foreach ($try in 1..20) { try { $null = Get-WSManInstance @first @all; break } catch { $_ } }
      """)
    var peaks: [[Int?]] = []
    for (name, count) in [("Few", Self.count / 10), ("Row", Self.count)] {
      let limit = 60 + Double(count) / 500
      try shell.send(
        "'{0} of \(name)' -f (Get-WSManInstance wmicimv2/Test_\(name) -Enumerate @all | measure).Count"
      )
      let isDone = try await shell.wait(seconds: limit) {
        shell.text.contains("\(count) of \(name)")
      }
      try #require(isDone, "\(shell.text.suffix(2000))")
      peaks.append([shell.peakKilobytes, service.peakKilobytes])
    }
    for (few, all) in zip(peaks[0], peaks[1]) {
      guard let few, let all else { continue }
      #expect(all - few < Self.room, "\(few) KB became \(all) KB")
    }
    try shell.send("exit")
    #expect(try await shell.end() == 0)
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
  }
}
