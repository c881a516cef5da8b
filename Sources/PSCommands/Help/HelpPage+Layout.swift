import PSEngine

/// The printed form of help (`language.md` 11.8).
extension HelpPage {
  /// Lines of the page.
  /// - Parameters:
  ///   - width: columns of the output.
  ///   - isCore: whether the additions of PowerShell 7 are shown.
  func lines(width: Int, isCore: Bool = false) -> [String] {
    guard command != nil else { return topicLines(width) }
    var lines: [String] = [""]
    lines += section("NAME", [name], width)
    lines += section("SYNOPSIS", [synopsis], width)
    if detail != .examples {
      lines += syntaxSection(width)
      lines += section("DESCRIPTION", paragraphs.isEmpty ? [synopsis] : paragraphs, width)
    }
    if detail == .detailed || detail == .full { lines += parameterSection(width, isCore) }
    if detail == .full { lines += inputAndOutput(width) }
    if detail != .standard { lines += exampleSection(width) }
    if detail == .full, let notes = topic?.notes, !notes.isEmpty {
      lines += section("NOTES", HelpText.paragraphs(notes), width)
    }
    if detail == .standard || detail == .full, let links = topic?.links, !links.isEmpty {
      lines.append("RELATED LINKS")
      lines += links.map { "    " + $0 } + [""]
    }
    if detail != .full && detail != .examples { lines += remarks }
    return lines
  }

  /// Lines of one parameter (`-Parameter`).
  static func lines(of parameter: HelpParameter, width: Int, isCore: Bool) -> [String] {
    [""] + block(parameter, width, indent: 0, withAttributes: true, isCore)
  }

  private func topicLines(_ width: Int) -> [String] {
    let title = category == "Provider" ? "PROVIDER NAME" : "TOPIC"
    var lines = [""] + section(title, [name], width)
    if !synopsis.isEmpty { lines += section("SHORT DESCRIPTION", [synopsis], width) }
    if !paragraphs.isEmpty { lines += section("LONG DESCRIPTION", paragraphs, width) }
    for example in topic?.examples ?? [] {
      lines += self.example(example, title: example.title, width)
    }
    if let links = topic?.links, !links.isEmpty {
      lines += ["RELATED LINKS"] + links.map { "    " + $0 } + [""]
    }
    return lines
  }

  private func section(_ title: String, _ paragraphs: [String], _ width: Int) -> [String] {
    var lines = [title]
    for (position, paragraph) in paragraphs.enumerated() {
      if position > 0 { lines.append("") }
      lines += HelpText.wrap(paragraph, width: width - 1, indent: 4)
    }
    return lines + ["", ""]
  }

  private func syntaxSection(_ width: Int) -> [String] {
    guard !syntaxLines.isEmpty else { return [] }
    var lines = ["SYNTAX"]
    for line in syntaxLines {
      lines += HelpText.wrap(line, width: width - 1, indent: 4, hanging: 4) + [""]
    }
    return lines + [""]
  }

  private func parameterSection(_ width: Int, _ isCore: Bool) -> [String] {
    var lines = ["PARAMETERS"]
    for parameter in parameters {
      lines += Self.block(parameter, width, indent: 4, withAttributes: detail == .full, isCore)
    }
    if command?.signature.isStrict ?? false {
      lines.append("    <CommonParameters>")
      lines += HelpText.wrap(
        "This command has the common parameters: Verbose, Debug, ErrorAction, ErrorVariable, "
          + "WarningAction, WarningVariable, OutBuffer, PipelineVariable and OutVariable. "
          + "For more, type: \"Get-Help about_CommonParameters\".", width: width - 1, indent: 8)
      lines += ["", ""]
    }
    return lines
  }

  private static func block(
    _ parameter: HelpParameter, _ width: Int, indent: Int, withAttributes: Bool, _ isCore: Bool
  ) -> [String] {
    let definition = parameter.definition
    let margin = String(repeating: " ", count: indent)
    let body = margin + "    "
    let type = CommandSyntax.shortName(definition.type)
    var lines = [
      margin + "-" + definition.name + (definition.type == .switchParameter ? "" : " <\(type)>")
    ]
    let marked =
      definition.isAddition
      ? parameter.summary + " (An addition of this shell; Windows PowerShell does not have it.)"
      : parameter.summary
    lines += HelpText.wrap(marked, width: width - 1, indent: indent + 4) + [body]
    guard withAttributes else { return lines }
    var attributes = [
      ("Required?", parameter.isRequired ? "true" : "false"), ("Position?", parameter.position),
      ("Default value", ""), ("Accept pipeline input?", parameter.pipelineInput),
      ("Accept wildcard characters?", parameter.acceptsWildcards ? "true" : "false"),
    ]
    if isCore {
      attributes.append(
        (
          "Aliases",
          definition.aliases.isEmpty ? "none" : definition.aliases.joined(separator: ", ")
        ))
      attributes.append(("Dynamic?", definition.isDynamic ? "true" : "false"))
    }
    for (label, value) in attributes {
      lines.append(body + label + String(repeating: " ", count: max(1, 29 - label.count)) + value)
    }
    return lines + [body]
  }

  private func inputAndOutput(_ width: Int) -> [String] {
    let inputs = Set(
      parameters.filter { $0.pipelineInput.contains("ByValue") }.map(\.definition.type.fullName))
    var outputs: [String] = []
    if case .cmdlet(let type)? = command?.implementation { outputs = type.metadata.outputTypes }
    return section("INPUTS", inputs.isEmpty ? ["None"] : inputs.sorted(), width)
      + section("OUTPUTS", outputs.isEmpty ? ["System.Object"] : outputs, width)
  }

  private func exampleSection(_ width: Int) -> [String] {
    (topic?.examples ?? []).enumerated().flatMap { position, example in
      self.example(example, title: "Example \(position + 1): \(example.title)", width)
    }
  }

  private func example(_ example: HelpTopic.Example, title: String, _ width: Int) -> [String] {
    // Shorter where the line would not fit.
    let room = (width - 7 - title.count) / 2
    let rule = String(repeating: "-", count: min(26, max(2, room)))
    var lines = ["    \(rule) \(title) \(rule)", "    "]
    lines += TextLines.split(example.code).map { "    PS C:\\>" + $0 } + ["    "]
    for paragraph in HelpText.paragraphs(example.remarks) {
      lines += HelpText.wrap(paragraph, width: width - 1, indent: 4) + ["    "]
    }
    return lines
  }

  private var remarks: [String] {
    [
      "REMARKS",
      "    To see the examples, type: \"Get-Help \(name) -Examples\"",
      "    For more information, type: \"Get-Help \(name) -Detailed\"",
      "    For technical information, type: \"Get-Help \(name) -Full\"", "",
    ]
  }
}
