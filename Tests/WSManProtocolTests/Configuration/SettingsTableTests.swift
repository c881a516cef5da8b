import Foundation
import Testing

@testable import WSManProtocol

/// The README says of every setting what it does, and names a test that exists.
struct SettingsTableTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private struct Row {
    let setting: String
    let effect: String
    let tests: [String]
  }

  private static let settings = "Settings and their effect"
  private static let instances = "Listeners, certificate mappings and plugins"

  private func rows(_ title: String) throws -> [Row] {
    let readme = try String(
      contentsOf: Self.root.appending(path: "README.md"), encoding: .utf8)
    let section = readme.components(separatedBy: "\n## ").first {
      $0.hasPrefix(title)
    }
    return try #require(section).split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let cells = line.dropFirst().dropLast().split(
        separator: "|", omittingEmptySubsequences: false
      )
      .map { $0.trimmingCharacters(in: .whitespaces) }
      try #require(cells.count == 3, "\(line)")
      return Row(
        setting: cells[0].trimmingCharacters(in: ["`"]), effect: cells[1],
        tests: cells[2].split(separator: "`").map(String.init).filter { !$0.hasPrefix(",") })
    }
  }

  @Test func everySettingHasARow() throws {
    let settings = ConfigurationSchema.settings.map { setting in
      setting.id.replacing("Winrs.", with: "Shell.").replacing(".", with: "\\")
    }
    #expect(try rows(Self.settings).map(\.setting).sorted() == settings.sorted())
  }

  /// The elements of listeners and mappings, and the attributes of plugins and their parts
  /// (`configuration.md` 7 to 9).
  @Test func everySettingOfAnInstanceHasARow() throws {
    let parts = [
      "Listener": [
        "Address", "Transport", "Port", "Hostname", "Enabled", "URLPrefix",
        "CertificateThumbprint", "ListeningOn",
      ],
      "ClientCertificate": ["URI", "Subject", "Issuer", "UserName", "Enabled", "Password"],
      "Plugin": [
        "Filename", "SDKVersion", "XmlRenderingType", "Enabled", "Architecture",
        "UseSharedProcess", "ProcessIdleTimeoutSec", "RunAsUser", "RunAsPassword",
        "RunAsVirtualAccount", "RunAsVirtualAccountGroups", "AutoRestart", "OutputBufferingMode",
        "InitializationParameters",
      ],
      "Resource": ["ResourceUri", "SupportsOptions", "ExactMatch", "Capability"],
      "Capability": ["SupportsFragment", "SupportsFiltering"],
      "Security": ["Uri", "Sddl", "ExactMatch"],
      "Quotas": [
        "MaxConcurrentUsers", "MaxConcurrentOperationsPerUser", "MaxConcurrentOperations",
        "MaxMemoryPerShellMB", "MaxIdleTimeoutms", "IdleTimeoutms", "MaxProcessesPerShell",
        "MaxConcurrentCommandsPerShell", "MaxShells", "MaxShellsPerUser",
      ],
    ]
    let wanted = parts.flatMap { part, names in names.map { "\(part)\\\($0)" } }
    #expect(try rows(Self.instances).map(\.setting).sorted() == wanted.sorted())
  }

  @Test func everyEffectHasATest() throws {
    let tests = Self.root.appending(path: "Tests")
    let files = FileManager.default.enumerator(atPath: tests.path)?.compactMap { $0 as? String }
    let paths = try #require(files)
    for row in try rows(Self.settings) + rows(Self.instances) {
      #expect(row.effect.hasPrefix("none") || !row.tests.isEmpty, "\(row.setting)")
      for test in row.tests {
        let isTranscript = test.hasSuffix(".txt")
        let parts = test.split(separator: ".")
        let name = isTranscript ? "/\(test)" : "/\(parts[0]).swift"
        try #require(isTranscript || parts.count == 2, "\(row.setting): \(test)")
        let path = try #require(paths.first { $0.hasSuffix(name) }, "\(row.setting): \(test)")
        let text = try String(contentsOf: tests.appending(path: path), encoding: .utf8)
        let wanted =
          isTranscript
          ? row.setting.split(separator: "\\").suffix(2).joined(separator: "\\")
          : "func \(parts[1])("
        #expect(text.contains(wanted), "\(row.setting): \(test) does not hold \(wanted)")
      }
    }
  }
}
