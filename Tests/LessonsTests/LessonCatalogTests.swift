import Foundation
import Testing
import ThrowawayFolder

@testable import Lessons

@Suite("The lessons of a folder")
struct LessonCatalogTests {
  private let folder: ThrowawayFolder

  init() throws { folder = try ThrowawayFolder() }

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
    try folder.write(lesson("one"), to: "1-a/01-one.md")
    try folder.write(lesson("Two"), to: "1-a/02-two.md")
    try folder.write(lesson("three"), to: "1-a/03-three.MD")
    try folder.write(try #require(lesson("wide").data(using: .utf16)), to: "2-b/01-wide.md")
    try folder.write("# Notes\n", to: "2-b/notes.md")
    try folder.write("# All\n", to: "course.md")
    let shelf = try shelf()
    #expect(shelf.courses.map { $0.lessons.map(\.name) } == [["one", "three"]])
    #expect(
      shelf.mistakes.map { $0.file.split(separator: "/").last } == ["02-two.md", "01-wide.md"])
    #expect(shelf.mistakes.last?.message.contains("UTF-8") == true)
    #expect(LessonCatalog.allFiles(in: folder.path).count == 4)
  }

  @Test("are none where no file has a head") func none() throws {
    try folder.write("# Notes\n", to: "notes.md")
    let error = #expect(throws: LessonFileError.self) { try shelf() }
    #expect(error?.message.contains("no lesson in this folder") == true)
  }
}
