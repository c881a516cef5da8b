import Foundation
import Testing
import WSManClient

@testable import Teaching

/// Pages as a browser sees them; left out where Chromium is not installed
/// (`scripts/install-packages --tests`).
@Suite(.enabled(if: Browser.path != nil)) struct PagesInBrowserTests {
  @Test func tenThousandExchangesOpenWithinTwoSeconds() throws {
    let list = (1...10_000).map { number in
      SampleExchange.get("server\(number % 5)", number: number, text: "host \(number)")
    }
    let document = try Browser.document(of: TracePage(list, hidesTimes: false).html)
    let mark = try #require(document.range(of: "data-ready=\""))
    let time = try #require(Int(document[mark.upperBound...].prefix { $0.isNumber }))
    #expect(time < 2_000 * Browser.timeScale)
    #expect(document.contains("10000 exchanges"))
    let rows = document.components(separatedBy: "role=\"option\"").count - 1
    #expect((5...60).contains(rows), "only what is in sight is drawn")
    #expect(document.contains("aria-setsize=\"10000\""))
    #expect(document.contains("Get winrm/config/listener?Address=*+Transport=HTTP to server1"))
  }

  @Test func hostileTextsStayTexts() throws {
    let hostile = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>"
    let document = try Browser.document(
      of: TracePage([SampleExchange.get(hostile, text: hostile)], hidesTimes: true).html)
    #expect(document.contains("data-ready="))
    #expect(document.contains("<title>WS-Management trace</title>"))
    #expect(!document.contains("<img"))
  }

  @Test func mapsNeedNoScript() throws {
    let connection = MapConnection(
      name: "server01", address: "http://server01:5985/wsman", transport: "HTTP",
      authentication: .negotiate, protection: .message, requests: 3, sentBytes: 0, receivedBytes: 0)
    let document = try Browser.document(of: MapPage([(connection, [])]).html)
    #expect(document.contains("HTTP, Negotiate"))
  }
}

/// Chromium without a window.
enum Browser {
  static let path = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

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
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
      "--disable-background-networking", "--user-data-dir=\(folder.path)/profile",
      "--window-size=1280,800", "--dump-dom", file.absoluteString,
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
