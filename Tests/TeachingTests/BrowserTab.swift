import Foundation
import Testing

/// A page in Chromium that a test works with: it presses keys, and reads what a screen reader gets.
///
/// It speaks the DevTools protocol over the browser's pipes, one message of JSON and a NUL each way,
/// so that nothing listens.
final class BrowserTab {
  private let folder: URL
  private let process = Process()
  private let requests: FileHandle
  private let answers: FileHandle
  private var unread = Data()
  private var count = 0
  private var session: String?

  /// Opens a page.
  /// - Parameter prefersDark: what the page hears about the reader's colours.
  init(_ page: String, prefersDark: Bool = false) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tab-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "page.html")
    try Data(page.utf8).write(to: file)
    let requestPath = folder.appending(path: "requests").path
    let answerPath = folder.appending(path: "answers").path
    for path in [requestPath, answerPath] { try #require(mkfifo(path, 0o600) == 0) }
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments =
      ["-c", "exec \"$0\" \"$@\" 3<'\(requestPath)' 4>'\(answerPath)'", try #require(Browser.path)]
      + Browser.quiet + [
        "--user-data-dir=\(folder.path)/profile", "--remote-debugging-pipe", "about:blank",
      ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    requests = try FileHandle(forWritingTo: URL(filePath: requestPath))
    answers = try FileHandle(forReadingFrom: URL(filePath: answerPath))
    let target = try call("Target.createTarget", ["url": "about:blank"])
    session =
      try call(
        "Target.attachToTarget",
        ["targetId": try #require(target["targetId"]), "flatten": true])["sessionId"] as? String
    let feature = ["name": "prefers-color-scheme", "value": prefersDark ? "dark" : "light"]
    try call("Emulation.setEmulatedMedia", ["features": [feature]])
    try call("Page.navigate", ["url": file.absoluteString])
    for _ in 0..<600 {
      if try value(of: "location.protocol === 'file:' && document.readyState") == "complete" {
        return
      }
      usleep(50_000)
    }
    Issue.record("the page did not open")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The value of an expression of JavaScript, as text.
  func value(of expression: String) throws -> String {
    let answer = try call("Runtime.evaluate", ["expression": "String(\(expression))"])
    return try #require((answer["result"] as? [String: Any])?["value"] as? String)
  }

  /// Presses keys, such as `Tab` and `ArrowDown`.
  func press(_ keys: String...) throws {
    let codes = ["Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "ArrowDown": 40]
    for key in keys {
      for type in ["keyDown", "keyUp"] {
        var event: [String: Any] = [
          "type": type, "key": key, "code": key, "windowsVirtualKeyCode": codes[key] ?? 0,
        ]
        // What a key writes is what presses a button.
        if key == "Enter", type == "keyDown" { event["text"] = "\r" }
        try call("Input.dispatchKeyEvent", event)
      }
    }
  }

  /// What assistive technology gets: role and name of everything that is not ignored.
  func accessibleNodes() throws -> [(role: String, name: String)] {
    let tree = try call("Accessibility.getFullAXTree")
    let nodes = try #require(tree["nodes"] as? [[String: Any]])
    return nodes.filter { $0["ignored"] as? Bool != true }.map { node in
      func text(_ key: String) -> String {
        (node[key] as? [String: Any])?["value"] as? String ?? ""
      }
      return (text("role"), text("name"))
    }
  }

  @discardableResult private func call(
    _ method: String, _ parameters: [String: Any] = [:]
  ) throws -> [String: Any] {
    count += 1
    var message: [String: Any] = ["id": count, "method": method, "params": parameters]
    message["sessionId"] = session
    requests.write(try JSONSerialization.data(withJSONObject: message) + [0])
    while true {
      guard let end = unread.firstIndex(of: 0) else {
        let more = answers.availableData
        try #require(!more.isEmpty, "the browser has ended")
        unread += more
        continue
      }
      let answer = try JSONSerialization.jsonObject(with: unread[..<end]) as? [String: Any]
      unread = Data(unread[(end + 1)...])
      if answer?["id"] as? Int == count { return answer?["result"] as? [String: Any] ?? [:] }
    }
  }
}
