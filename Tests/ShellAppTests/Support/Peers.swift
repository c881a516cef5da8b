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

  /// The program of Packer's library for uploads.
  static let winrmcp = "/usr/bin/winrmcp"
  static let hasWinrmcp = isProgram(winrmcp)

  /// One of the scripts of this project.
  static func script(_ name: String) -> String {
    Repository.root.appending(path: "Tests/Peers/\(name)").path
  }

  private static func isProgram(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: path)
  }

  // MARK: Services

  /// What our shell asks a service of `negotiate_server.py` for, with the credential `$c`: messages and
  /// answers of more than one piece of CredSSP among them.
  static func operations(
    at host: String, port: some StringProtocol, authentication: String, isSecure: Bool = false
  ) -> String {
    """
    $there = @{ComputerName = '\(host)'; Port = \(port); Authentication = '\(authentication)'; Credential = $c}
    $there.UseSSL = $\(isSecure)
    $thing = 'http://example.com/thing'
    (Test-WSMan @there).ProductVendor
    (Get-WSManInstance $thing @there).Name
    (Get-WSManInstance $thing @there -Enumerate | % { $_.Name + ' ' + $_.Text.Length }) -join ','
    (Invoke-WSManAction $thing Measure @there -ValueSet @{Text = 'y' * 40000}).Size -gt 40000

    """
  }

  /// What comes of it.
  static let results = ["Peer", "one", "1 20000,2 20000,3 20000", "True"]

  /// What the service did for it: four times somebody who logs on, and Enumerate with three times Pull.
  ///
  /// - Parameters:
  ///   - legs: the tokens before the last one.
  ///   - areLargeInPieces: whether the large message arrives in pieces.
  ///   - message: how messages arrive.
  static func steps(
    legs: Int, areLargeInPieces: Bool = false, message: String = "exact"
  ) -> [String] {
    let logOn = [String](repeating: "leg", count: legs) + ["authenticated"]
    return [1, 1, 4, areLargeInPieces ? 3 : 1].flatMap {
      logOn + [String](repeating: "message \(message)", count: $0)
    }
  }
}
