import Foundation
import Testing

/// The README says what each setting does, or that it does nothing, and names tests that exist.
@Suite struct SettingTableTests {
  private let rows: [[Substring]]

  init() throws {
    let readme = try String(
      contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    let sections = readme.components(separatedBy: "\n## ").filter {
      $0.hasPrefix("Settings and their effect\n") || $0.hasPrefix("Listeners, certificate mappings")
    }
    rows = sections.joined(separator: "\n").split(separator: "\n")
      .filter { $0.hasPrefix("| `") }
      .map { $0.dropFirst(2).split(separator: " | ") }
  }

  @Test("each setting of the schema has a row") func complete() throws {
    let file = Repository.root.appending(path: "Tests/Specification/configuration.json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    let settings = try #require(json?["settings"] as? [[String: Any]])
    #expect(settings.count > 40)
    let names = Set(rows.compactMap { $0.first })
    for setting in settings {
      let path = try #require(setting["drivePath"] as? String)
      let name = path.dropFirst(#"WSMan:\<host>\"#.count)
      #expect(names.contains("`\(name)`"), "\(name)")
    }
  }

  @Test("each row names tests that exist") func tests() throws {
    let folder = Repository.root.appending(path: "Tests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    let sources = try files.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
    }
    #expect(rows.count > 60)
    // A setting without effect has nothing that a test could see.
    for row in rows where row.dropFirst().first != "none" {
      let names = (row.last ?? "").split(separator: "`").filter {
        $0.hasSuffix(".txt") || $0.contains("Tests")
      }
      #expect(row.count == 3 && !names.isEmpty, "\(row)")
      for name in names {
        if name.hasSuffix(".txt") {
          let path = name.contains("/") ? name : "connections/\(name)"
          #expect(files.contains("Transcripts/\(path)"), "\(name)")
          continue
        }
        let parts = name.split(separator: ".")
        #expect(
          sources.contains { text in
            text.contains(parts[0]) && (parts.count == 1 || text.contains("func \(parts[1])("))
          }, "\(name)")
      }
    }
  }
}
