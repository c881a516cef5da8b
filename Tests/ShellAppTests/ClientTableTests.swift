import Foundation
import Testing

/// The README says which clients were tried, and names tests for each row that exist.
@Suite struct ClientTableTests {
  @Test func everyRowHasATest() throws {
    let readme = try String(
      contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(
      readme.components(separatedBy: "\n### ").first { $0.hasPrefix("Clients that were tried") })
    let table = try #require(section.components(separatedBy: "\n## ").first)
    // What is above a row of dashes is the head of a table.
    let lines: [Substring] = table.split(separator: "\n") + [""]
    let rows = zip(lines, lines.dropFirst()).filter { line, next in
      line.hasPrefix("|") && !line.hasPrefix("|---") && !next.hasPrefix("|---")
    }.map(\.0)
    #expect(rows.count > 10)
    for row in rows {
      let cell = row.split(separator: "|").last ?? ""
      let names = cell.split(separator: "`").filter {
        $0.contains { $0.isLetter } && !$0.contains(" ")
      }
      #expect(!names.isEmpty, "\(row)")
      // `Suite.test`, `.test` of the same suite, or a whole suite.
      var suite: Substring = ""
      for name in names {
        let parts = name.split(separator: ".")
        if !name.hasPrefix(".") { suite = parts[0] }
        let file = Repository.root.appending(path: "Tests/ShellAppTests/\(suite).swift")
        let text = try String(contentsOf: file, encoding: .utf8)
        guard parts.count == 2 || name.hasPrefix("."), let test = parts.last else { continue }
        #expect(text.contains("func \(test)("), "\(row)")
      }
    }
  }
}
