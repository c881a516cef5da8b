import Foundation
import Testing
import ThrowawayFolder

@testable import Lessons

@Suite("Progress on disk")
struct LessonProgressTests {
  private let folder: ThrowawayFolder

  init() throws { folder = try ThrowawayFolder() }

  private var file: LessonProgressFile {
    let state = folder("state")
    return LessonProgressFile(path: state + "/lessons") {
      try? FileManager.default.createDirectory(
        atPath: state, withIntermediateDirectories: true)
    }
  }

  private func progress(_ done: Int, of tasks: Int) -> LessonProgress {
    var progress = LessonProgress()
    progress.tasksDone = done
    progress.tasks = tasks
    return progress
  }

  @Test("is kept for each lesson") func kept() throws {
    #expect(file.load().isEmpty)
    #expect(file.save(progress(1, of: 2), of: "drive/one"))
    #expect(file.save(progress(2, of: 2), of: "drive/two"))
    #expect(file.load()["drive/one"]?.state == "Started")
    #expect(file.load()["drive/two"]?.isFinished == true)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder("state"))
    #expect(Set(names) == ["lessons", "lessons.lock"])
  }

  @Test("of shells at the same time is not lost") func together() async throws {
    let file = file
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask { file.save(LessonProgress(), of: "drive/lesson\(number)") }
      }
    }
    #expect(file.load().count == 20)
  }

  @Test("is not lost when the name of a course has blanks") func blanks() throws {
    #expect(file.save(progress(1, of: 2), of: "My  first course/one"))
    #expect(file.load() == ["My  first course/one": progress(1, of: 2)])
  }

  @Test(
    "of a damaged file is none, and the file is kept",
    arguments: [
      "garbage\ndrive/one 1 2", "", "wsmansh lessons 1\ndrive/one 1 0 2 5\ndrive/two 1 2 x 4\n",
      "wsmansh lessons 1\ndrive/two 9223372036854775807 0 2 9223372036854775807\n",
    ])
  func damaged(_ text: String) throws {
    #expect(!file.isDamaged)
    file.save(progress(1, of: 2), of: "drive/one")
    #expect(!file.isDamaged)
    try folder.write(text, to: "state/lessons")
    #expect(file.isDamaged)
    #expect(file.load()["drive/two"] == nil)
    #expect(file.save(progress(1, of: 2), of: "drive/three"))
    #expect(!file.isDamaged)
    #expect(try String(contentsOfFile: file.damagedPath, encoding: .utf8) == text)
  }
}
