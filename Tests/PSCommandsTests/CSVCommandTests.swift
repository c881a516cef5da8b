import Testing

@testable import PSCommands

/// The commands on comma-separated values.
struct CSVCommandTests {
  @Test func writing() async throws {
    let shell = try Shell()
    #expect(
      try await shell.script(
        "[pscustomobject]@{a=1;b='x \"y\"';c=$null},[pscustomobject]@{b=2;a=3} | ConvertTo-Csv")
        == [
          "#TYPE System.Management.Automation.PSCustomObject", "\"a\",\"b\",\"c\"",
          "\"1\",\"x \"\"y\"\"\",", "\"3\",\"2\",",
        ])
    #expect(
      try await shell.script(
        "[pscustomobject]@{a=1} | ConvertTo-Csv -NoTypeInformation -Delimiter ';'")
        == ["\"a\"", "\"1\""])
  }

  @Test func reading() async throws {
    let shell = try Shell()
    #expect(
      try await shell.script(
        ##"""
        $rows = 'Name,Value', 'a, 1 ', '"b ""q""","2,3"', '"two
        lines",' | ConvertFrom-Csv
        $rows.Count; $rows[0].Value; $rows[1].Name; $rows[1].Value; $rows[2].Name.Length; $rows[2].Value -eq ''
        ('1;2' | ConvertFrom-Csv -Header x, y -Delimiter ';').y
        """##) == ["3", "1", "b \"q\"", "2,3", "9", "True", "2"])
  }

  @Test func files() async throws {
    let shell = try Shell()
    #expect(
      try await shell.script(
        """
        [pscustomobject]@{a=1;b=2} | Export-Csv t.csv -NoTypeInformation
        [pscustomobject]@{b=4;a=3} | Export-Csv t.csv -Append
        Import-Csv t.csv | ForEach-Object { "$($_.a)-$($_.b)" }
        Get-Content t.csv
        """) == ["1-2", "3-4", "\"a\",\"b\"", "\"1\",\"2\"", "\"3\",\"4\""])
    let refused = try await shell.script("[pscustomobject]@{c=1} | Export-Csv t.csv -Append")
    #expect(refused.last?.hasPrefix("!CannotAppendCsvWithMismatchedPropertyNames") == true)
    let clobber = try await shell.script("[pscustomobject]@{c=1} | Export-Csv t.csv -NoClobber")
    #expect(clobber.last?.hasPrefix("!NoClobber") == true)
  }
}
