import Foundation
import Testing

@testable import Lessons

@Suite("The lessons of a folder")
struct LessonCatalogTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "catalog-\(UUID().uuidString)")

  private func write(_ name: String, _ data: Data) throws {
    let path = folder.appending(path: name)
    try FileManager.default.createDirectory(
      at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: path)
  }

  private func lesson(_ name: String) -> String {
    """
    ---
    name: \(name)
    title: A title
    language: en
    goals: [try]
    tasks:
      - checks: [{connected: server01}]
        hints: [Connect.]
    ---
    ## Connect
    ```solution
    PS C:\\> Connect-WSMan server01
    ```

    """
  }

  private func shelf() throws -> LessonCatalog.Shelf {
    let path = folder.path
    return try LessonCatalog { path }.shelf(in: .english)
  }

  @Test("that are in order are there, and every mistake of the others is told")
  func mistakes() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("1-a/01-one.md", Data(lesson("one").utf8))
    try write("1-a/02-two.md", Data(lesson("Two").utf8))
    try write("1-a/03-three.MD", Data(lesson("three").utf8))
    try write("2-b/01-wide.md", try #require(lesson("wide").data(using: .utf16)))
    try write("2-b/notes.md", Data("# Notes\n".utf8))
    try write("course.md", Data("# All\n".utf8))
    let shelf = try shelf()
    #expect(shelf.courses.map { $0.lessons.map(\.name) } == [["one", "three"]])
    #expect(
      shelf.mistakes.map { $0.file.split(separator: "/").last } == ["02-two.md", "01-wide.md"])
    #expect(shelf.mistakes.last?.message.contains("UTF-8") == true)
    #expect(LessonCatalog.allFiles(in: folder.path).count == 4)
  }

  @Test("are none where no file has a head") func none() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try write("notes.md", Data("# Notes\n".utf8))
    let error = #expect(throws: LessonFileError.self) { try shelf() }
    #expect(error?.message.contains("no lesson in this folder") == true)
  }
}
