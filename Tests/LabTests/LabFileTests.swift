import Foundation
import Testing
import ThrowawayFolder
import WSManProtocol
import WSManService

@testable import Lab

struct LabFileTests {
  private static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../examples/labs")

  private func error(_ text: String) throws -> LabFileError {
    try #require(throws: LabFileError.self) { try LabFile(text: text, file: "my.yaml") }
  }

  @Test func bundledLabsAreTheExamples() throws {
    for name in BundledLabs.names {
      let file = Self.examples.appending(path: "\(name).yaml")
      #expect(try String(contentsOf: file, encoding: .utf8) == BundledLabs.text(of: name))
    }
  }

  @Test func theDescriptionNamesEveryKeyAndGroup() throws {
    let text = try String(contentsOf: Self.examples.appending(path: "README.md"), encoding: .utf8)
    for key in LabFile.keys + LabEntry.keys + LabDocument.instanceKeys {
      #expect(text.contains("\(key):"), "\(key)")
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for group in LabUser.groupNames(in: .computer) + LabUser.groupNames(in: .domain) {
      #expect(words.contains(group), "\(group)")
    }
    for mode in NetworkBehaviour.Mode.allCases { #expect(words.contains(mode.rawValue)) }
    // The samples of the description are lab files themselves.
    for sample in text.components(separatedBy: "```yaml\n").dropFirst() {
      let yaml = try #require(sample.components(separatedBy: "```").first)
      _ = try LabFile(text: yaml, file: "README.md")
    }
  }

  @Test func everyExampleIsValid() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.examples, includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files where file.pathExtension == "yaml" {
      _ = try LabFile(contentsOf: file.path)
    }
  }

  @Test func policiesMayBeNoSettings() throws {
    let text = """
      computers:
        - name: a
          policy:
            service\\ALLOWAUTOCONFIG: TRUE
            Service\\Auth\\Basic: true
      """
    let entry = try #require(try LabFile(text: text, file: "my.yaml").entries.first)
    #expect(
      entry.configuration.policy
        == ["Service.AllowAutoConfig": "true", "Service.Auth.Basic": "true"])
    #expect(entry.configuration.effectiveListeners.map(\.source) == [.policy])
  }

  @Test func contoso() throws {
    let lab = try LabFile.named("contoso")
    #expect(lab.name == "contoso")
    #expect(lab.entries.map { $0.names.name(at: 0) } == ["server01", "server02", "dc01"])
    #expect(lab.entries.allSatisfy { $0.domain?.name == "contoso.com" })
    #expect(lab.entries[1].configuration.overrides["Service.Auth.Basic"] == "true")
    #expect(lab.entries[2].network == NetworkBehaviour(mode: .answer, delay: .milliseconds(20)))
    #expect(lab.entries[0].addresses(at: 0) == ["192.0.2.11", "127.0.0.1", "::1"])
  }

  @Test func ranges() throws {
    let lab = try LabFile(
      text: """
        computers:
          - name: pc[0008-0010]x
            addresses: [10.0.0.254, "fd00::1"]
        """, file: "my.yaml")
    let entry = try #require(lab.entries.first)
    #expect((0..<entry.names.count).map(entry.names.name) == ["pc0008x", "pc0009x", "pc0010x"])
    #expect(entry.addresses(at: 2) == ["10.0.1.0", "127.0.0.1", "fd00::3", "::1"])
    #expect(lab.name == "my.yaml")
  }

  @Test(arguments: [
    (
      "computers:\n  - name: a\n    authorities: [../a.pem]\n", 3,
      "has to lie beside the lab file or in a folder below"
    ),
    ("computers:\n  - name: a\n    authorities: [no.pem]\n", 3, "\"no.pem\" does not exist."),
    ("computers:\n  - nam: a\n", 2, "Did you mean \"name\"? Accepted keys: name, domain"),
    ("computer:\n  - name: a\n", 1, "Did you mean \"computers\"?"),
    (
      "computers:\n  - name: a\n    configuration:\n      Client\\TrustedHost: a\n", 4,
      #"Did you mean "Client\TrustedHosts"?"#
    ),
    (
      "computers:\n  - name: a\n    configuration:\n      MaxTimeoutms: 20\n", 4,
      "MaxTimeoutms cannot be \"20\". It must be a number from 500"
    ),
    (
      "computers:\n  - name: a\n    configuration:\n      Service\\Auth\\Basic: yes\n", 4,
      "It must be true or false."
    ),
    (
      "computers:\n  - name: a\n    generation: winrm11\n    configuration:\n"
        + "      Service\\AllowRemoteAccess: false\n", 5, "has no setting"
    ),
    ("computers:\n  - name: a\n    policy:\n      MaxTimeoutms: 5000\n", 4, "No group policy"),
    (
      "computers:\n  - name: a\n    policy:\n      Service\\DisableRunAs: maybe\n", 4,
      "Accepted values: true, false."
    ),
    (
      "computers:\n  - name: a\n    policy:\n      Service\\DisableRunAz: true\n", 4,
      "Did you mean \"Service\\DisableRunAs\"?"
    ),
    (
      "computers:\n  - name: a\n    configuration:\n      Service\\DisableRunAs: true\n", 4,
      "There is no setting"
    ),
    (
      "computers:\n  - name: a\n    network: {mode: refused}\n", 3,
      "Did you mean \"refuse\"? Accepted values: answer, refuse, reset, reset-answer, truncate, "
        + "silent, unauthorized, quota, clock-skew."
    ),
    ("computers:\n  - name: a\n    network: {delay: -1}\n", 3, "a number from 0 to 600000"),
    ("computers:\n  - name: a\n    commands: [{output: x}]\n", 3, "A command needs a pattern"),
    ("computers:\n  - name: a\n    commands: [{pattern: x, exit: -x}]\n", 3, "no value for exit"),
    (
      "computers:\n  - name: a\n    commands: [{pattern: x, outputs: y}]\n", 3,
      "Did you mean \"output\"? Accepted keys: pattern, output, error, exit, delay"
    ),
    ("computers:\n  - name: a\n    commands: [{pattern: x, delay: 1s}]\n", 3, "from 0 to 600000"),
    ("computers:\n  - name: a\n  - name: A\n", 3, "two computers named \"A\""),
    ("computers:\n  - name: pc[5-1]\n", 2, "smaller"),
    ("computers:\n  - name: pc[1-999999]\n", 2, "more than 100000"),
    ("computers:\n  - name: pc[1\n", 2, "no range"),
    ("computers:\n  - name: a.b\n", 2, "no name of a computer"),
    ("computers:\n  - name: localhost\n", 2, "choose another name"),
    ("computers:\n  - name: \"\"\n", 2, "missing"),
    ("computers: []\n", 1, "at least one computer"),
    ("computers: 5\n", 1, "a list of computers"),
    ("name: x\n", 1, "\"computers\" is missing"),
    ("- a\n", 1, "a lab file is expected"),
    ("computers:\n  - name: a\n    addresses: [1.2.3.999]\n", 3, "no IPv4 or IPv6 address"),
    (
      "computers:\n  - name: a\n    addresses: [1.1.1.1, 1.1.1.2, 1.1.1.3, 1.1.1.4]\n", 3,
      "at most 3"
    ),
    ("computers:\n  - name: a\n    users: [{name: u}]\n", 3, "needs a password"),
    (
      "computers:\n  - name: a\n    users: [{name: u, password: p, groups: [Admins]}]\n", 3,
      "Accepted values: Administrators"
    ),
    (
      "computers:\n  - name: a\n    users: [{name: u, password: p}, {name: U, password: p}]\n", 3,
      "two users"
    ),
    ("users: [{name: u, password: p}]\ncomputers:\n  - name: a\n", 1, "accounts of the domain"),
    ("domain: contoso\ncomputers:\n  - name: a\n", 1, "no full name of a domain"),
    ("computers:\n  - name: a\n    name: b\n", 2, "given twice"),
    ("computers:\n\t- name: a\n", 2, "not valid YAML"),
    ("computers: *nowhere\n", 1, "not valid YAML"),
  ])
  func mistakes(text: String, line: Int, part: String) throws {
    let error = try error(text)
    #expect(error.line == line, "\(error)")
    #expect(error.message.contains(part), "\(error)")
    #expect(error.description.hasPrefix("my.yaml:\(line): "))
  }

  @Test func hostileFiles() throws {
    #expect(try error("").message.contains("empty"))
    #expect(try error(String(repeating: "[", count: 100_000)).message.contains("nested"))
    #expect(try error(String(repeating: "- ", count: 100_000)).file == "my.yaml")
    #expect(try error(String(repeating: "a", count: 5_000_000)).message.contains("4 MB"))
    #expect(try error("computers: \u{0}").file == "my.yaml")
    let missing = try #require(throws: LabFileError.self) { try LabFile.named("contosso") }
    #expect(missing.description.contains("Bundled labs: contoso"))
  }

  @Test func unreadableBytes() throws {
    let folder = try ThrowawayFolder()
    let path = folder.path + "/bad.yaml"
    try Data([0xFF, 0xFE, 0x00, 0xD8]).write(to: URL(filePath: path))
    let error = try #require(throws: LabFileError.self) { try LabFile(contentsOf: path) }
    #expect(error.message.contains("UTF-8"))
  }
}
