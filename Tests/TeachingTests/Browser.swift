import Foundation
import Testing

/// Chromium without a window.
enum Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// No window, no sandbox that containers lack, and no errand of its own.
  static let quiet = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking",
  ]

  static let timeScale =
    Int(ProcessInfo.processInfo.environment["WSMANSH_TEST_TIME_SCALE"] ?? "") ?? 1

  /// The document after its script has run.
  static func document(of page: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "page.html")
    try Data(page.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(filePath: try #require(path))
    process.arguments =
      quiet + [
        "--user-data-dir=\(folder.path)/profile", "--window-size=1280,800", "--dump-dom",
        file.absoluteString,
      ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
}
