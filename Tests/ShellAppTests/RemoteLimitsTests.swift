import Foundation
import Testing

/// Commands that would take all time or all memory: they end, and the service answers others meanwhile.
@Suite("Limits of remote commands")
struct RemoteLimitsTests {
  private static let lab = """
    computers:
      - name: fixture
        addresses: [192.0.2.77]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
          Shell\\MaxMemoryPerShellMB: 100
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
    """

  /// A service, and the arguments with which our client runs a command there.
  private func withService(
    _ body: (_ program: Program, _ winrs: [String]) async throws -> Void
  ) async throws {
    let service = try await ServedLab(Self.lab)
    let program = service.program
    let url = try service.computer().url
    let trust = "Set-Item WSMan:\\localhost\\Client\\TrustedHosts 127.0.0.1 -Force"
    #expect(try await program.run("-c", trust).code == 0)
    try await body(program, ["winrs", "-r:\(url)", "-u:operator", "-p:s3cret"])
    try await service.end()
  }

  @Test func endlessCommandsLeaveTheServiceToOthers() async throws {
    try await withService { program, winrs in
      let lines = [
        "echo begun & powershell -Command \"while ($true) { }\"",
        "echo begun & powershell -Command \"for (;;) { $x = 1 }\"",
        "echo begun & powershell -Command \"while ($true) { $null = Get-Date }\"",
        "echo begun & for /l %i in (1,0,2) do @rem",
      ]
      let endless = try lines.map { try RunningProgram(program, winrs + [$0]) }
      for run in endless {
        let hasBegun = try await run.wait { run.text.contains("begun") }
        #expect(hasBegun, "\(run.text)")
      }
      try await Task.sleep(for: .milliseconds(500))
      let other = try await program.run(winrs + ["powershell -Command 1+1 & hostname"], limit: 30)
      #expect(other.output == "2\nFIXTURE\n", "\(other)")
      for run in endless { run.signal(SIGINT) }
      for run in endless { #expect(try await run.end() == 130) }
      #expect(try await program.run(winrs + ["hostname"]).output == "FIXTURE\n")
    }
  }

  @Test(
    arguments: [
      "$l = New-Object System.Collections.ArrayList; for (;;) { $null = $l.Add('x' * 10000) }",
      "$h = @{}; for ($i = 0; ; $i++) { $h[$i] = 'some text that is longer than a word: ' + $i }",
      "$a = 1..1000; for (;;) { $a += $a }",
    ])
  func endlessGrowthEnds(_ script: String) async throws {
    try await withService { program, winrs in
      let result = try await program.run(
        winrs + ["powershell -Command \"\(script)\""], limit: 120)
      #expect(result.code != 0 && result.code != nil, "\(result)")
      let complaints = ["Not enough memory resources", "System.OutOfMemoryException"]
      #expect(complaints.contains { result.errors.contains($0) }, "\(result)")
      #expect(try await program.run(winrs + ["hostname"]).output == "FIXTURE\n")
    }
  }

  @Test(
    arguments: [
      ("'x' * 1GB", "OutOfMemoryException"), ("'x' * 1GB * 1GB", "OutOfMemoryException"),
      ("function f { f }; f", "call depth overflow"),
      ("$b = { & $b }; & $b", "call depth overflow"),
      ("New-Object object[] 2147483647", "OutOfMemoryException"),
    ])
  func whatIsTooLargeIsAnError(_ script: String, _ text: String) async throws {
    try await withService { program, winrs in
      let result = try await program.run(winrs + ["powershell -Command \"\(script)\""], limit: 60)
      #expect(result.code == 1)
      #expect(result.errors.contains(text), "\(result)")
      #expect(try await program.run(winrs + ["hostname"]).output == "FIXTURE\n")
    }
  }

  /// A command that sleeps is not charged for one that grows.
  @Test func aQuietCommandIsLeftAlone() async throws {
    try await withService { program, winrs in
      let quiet = try RunningProgram(program, winrs + ["echo begun & sort"])
      let hasBegun = try await quiet.wait { quiet.text.contains("begun") }
      #expect(hasBegun, "\(quiet.text)")
      let script =
        "$l = New-Object System.Collections.ArrayList; for (;;) { $null = $l.Add('x' * 10000) }"
      let grown = try await program.run(
        winrs + ["powershell -Command \"\(script)\""], limit: 120)
      #expect(grown.code != 0)
      try quiet.send("b")
      try quiet.send("a")
      try quiet.endInput()
      #expect(try await quiet.end() == 0)
      #expect(quiet.text.hasSuffix("a\nb\n"), "\(quiet.text)")
    }
  }
}
