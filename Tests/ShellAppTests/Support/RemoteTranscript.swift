import Foundation

@testable import Transcripts

/// A transcript about the local computer as one about another computer: what is the same for both
/// must read the same.
struct RemoteTranscript {
  /// The name of the other computer; as long as `localhost`, since tables are compared.
  static let name = "farserver"

  /// Commands that name no computer act on the other one.
  private static let defaults = [
    "*-WSManInstance:ComputerName", "Invoke-WSManAction:ComputerName", "Test-WSMan:ComputerName",
    "Export-WSManConfiguration:ComputerName", "Compare-WSManConfiguration:ReferenceComputer",
  ].map { "'\($0)' = '\(name)'" }.joined(separator: "; ")

  /// What runs first in a section about the other computer.
  private static let setup = [
    "Connect-WSMan \(name)", "$PSDefaultParameterValues = @{ \(defaults) }",
  ]

  /// Reads a transcript.
  /// - Returns: sections about computers of a lab as they are, for these are other computers already;
  ///   the rest with the name of the other computer.
  static func read(_ text: String, name path: String) throws -> Transcript {
    let original = try TranscriptParser.parse(text, name: path)
    let remote = try TranscriptParser.parse(renamed(text), name: path)
    let sections = zip(original.sections, remote.sections).map { original, remote in
      guard original.directives.labs.isEmpty else { return original }
      var section = remote
      section.directives.setup.insert(contentsOf: setup, at: 0)
      return section
    }
    return Transcript(name: original.name, sections: sections)
  }

  private static func renamed(_ text: String) -> String {
    text.replacing("localhost", with: name).replacing("LOCALHOST", with: name.uppercased())
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("PS ") || $0.hasPrefix("//setup ") ? command($0) : String($0) }
      .joined(separator: "\n")
  }

  /// Operations of `winrm` that act on the computer named by `-r`, with the resource behind them.
  private static let operation =
    #"\b(?i:winrm (?:(?:i|invoke) \w+|[gspcde]|get|set|put|create|delete|enum(?:erate)?|id(?:entify)?)\b"#
    + #"(?: (?:"[^"]*"|'[^'@]*'|[^\s"'@|)-][^\s|)]*))?)"#

  private static func command(_ line: Substring) -> String {
    let names = ["-r:", "-remote:", "-r ", "-machine:"]
    guard let regex = try? Regex(operation), !names.contains(where: { line.contains($0) }) else {
      return String(line)
    }
    return String(
      line.replacing(regex) { match in
        String(line[match.range]) + " -r:\(name)"
      })
  }
}
