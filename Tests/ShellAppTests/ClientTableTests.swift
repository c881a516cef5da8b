import Foundation
import Testing

/// The README says which clients were tried, and names a test for each row that exists.
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
      let parts = cell.split(separator: "`").dropFirst().first?.split(separator: ".") ?? []
      try #require(parts.count == 2, "\(row)")
      let file = Repository.root.appending(path: "Tests/ShellAppTests/\(parts[0]).swift")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("func \(parts[1])("), "\(row)")
    }
  }
}
