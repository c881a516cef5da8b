import Foundation

/// Programs of others that the tests talk to, where `scripts/install-packages --tests` has put them.
enum Peers {
  /// Python with the clients.
  static let python = Repository.root.appending(path: ".build/test-venv/bin/python").path
  static let hasPython = isProgram(python)

  static let curl = "/usr/bin/curl"
  static let hasCurl = isProgram(curl)

  static let go = "/usr/bin/go"
  /// Where Debian keeps the sources of the Go client.
  static let goSources = "/usr/share/gocode"
  static let hasGo =
    isProgram(go)
    && FileManager.default.fileExists(atPath: goSources + "/src/github.com/masterzen/winrm")

  /// One of the scripts of this project.
  static func script(_ name: String) -> String {
    Repository.root.appending(path: "Tests/Peers/\(name)").path
  }

  private static func isProgram(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: path)
  }
}
