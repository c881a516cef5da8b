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
    lines += section(titles.name, [name], width)
    lines += section(titles.synopsis, [synopsis], width)
    if detail != .examples {
      lines += syntaxSection(width)
      lines += section(titles.description, paragraphs.isEmpty ? [synopsis] : paragraphs, width)
    }
    if detail == .detailed || detail == .full { lines += parameterSection(width, isCore) }
    if detail == .full { lines += inputAndOutput(width) }
    if detail != .standard { lines += exampleSection(width) }
    if detail == .full {
      for part in topic?.sections ?? [] {
        lines += section(part.title.uppercased(), HelpText.paragraphs(part.text), width)
      }
    }
    if detail == .full, let notes = topic?.notes, !notes.isEmpty {
      lines += section(titles.notes, HelpText.paragraphs(notes), width)
    }
    if detail == .standard || detail == .full, let links = topic?.links, !links.isEmpty {
      lines.append(titles.links)
      lines += links.map { "    " + $0 } + [""]
    }
    if detail != .full && detail != .examples { lines += remarks(width) }
    return lines
  }

  /// Lines of one parameter (`-Parameter`).
  static func lines(of parameter: HelpParameter, width: Int, isCore: Bool) -> [String] {
    [""] + block(parameter, width, indent: 0, withAttributes: true, isCore)
  }

  private func topicLines(_ width: Int) -> [String] {
    let title =
      switch category {
      case "Provider": titles.provider
      case "Setting": titles.setting
      default: titles.topic
      }
    // The first page has no name that would tell anybody something.
    var lines = [""] + (name == HelpSearch.start ? [] : section(title, [name], width))
    if !synopsis.isEmpty { lines += section(titles.short, [synopsis], width) }
    if !paragraphs.isEmpty { lines += section(titles.long, paragraphs, width) }
    for part in topic?.sections ?? [] {
      lines += section(part.title.uppercased(), HelpText.paragraphs(part.text), width)
    }
    for example in topic?.examples ?? [] {
      lines += self.example(example, title: example.title, width)
    }
    if let links = topic?.links, !links.isEmpty {
      lines += [titles.links] + links.map { "    " + $0 } + [""]
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
    var lines = [titles.syntax]
    for line in syntaxLines {
      lines += HelpText.wrap(line, width: width - 1, indent: 4, hanging: 4) + [""]
    }
    return lines + [""]
  }

  private func parameterSection(_ width: Int, _ isCore: Bool) -> [String] {
    var lines = [titles.parameters]
    for parameter in parameters {
      lines += Self.block(parameter, width, indent: 4, withAttributes: detail == .full, isCore)
    }
    if command?.signature.isStrict ?? false {
      lines.append("    <CommonParameters>")
      lines += HelpText.wrap(titles.commonParameters, width: width - 1, indent: 8)
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
      ? parameter.summary + parameter.titles.addition : parameter.summary
    lines += HelpText.wrap(marked, width: width - 1, indent: indent + 4) + [body]
    guard withAttributes else { return lines }
    let titles = parameter.titles
    var attributes = [
      (titles.isRequired, parameter.isRequired ? "true" : "false"),
      (titles.position, parameter.position), (titles.defaultValue, ""),
      (titles.pipelineInput, parameter.pipelineInput),
      (titles.wildcards, parameter.acceptsWildcards ? "true" : "false"),
    ]
    if isCore {
      attributes.append(
        (
          titles.aliases,
          definition.aliases.isEmpty ? "none" : definition.aliases.joined(separator: ", ")
        ))
      attributes.append((titles.isDynamic, definition.isDynamic ? "true" : "false"))
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
    return section(titles.inputs, inputs.isEmpty ? [titles.none] : inputs.sorted(), width)
      + section(titles.outputs, outputs.isEmpty ? ["System.Object"] : outputs, width)
  }

  private func exampleSection(_ width: Int) -> [String] {
    (topic?.examples ?? []).enumerated().flatMap { position, example in
      self.example(example, title: titles.example(position + 1, example.title), width)
    }
  }

  private func example(_ example: HelpTopic.Example, title: String, _ width: Int) -> [String] {
    // Shorter where the line would not fit.
    let room = (width - 7 - title.count) / 2
    let rule = String(repeating: "-", count: min(26, max(2, room)))
    var lines = ["    \(rule) \(title) \(rule)", "    "]
    let code = TextLines.split(example.code)
    let prompt = code.contains(where: Self.isPrompt) ? "" : "PS C:\\>"
    lines += code.map { $0.isEmpty ? "" : "    " + prompt + $0 } + ["    "]
    for paragraph in HelpText.paragraphs(example.remarks) {
      lines += HelpText.wrap(paragraph, width: width - 1, indent: 4) + ["    "]
    }
    return lines
  }

  private func remarks(_ width: Int) -> [String] {
    [titles.remarks]
      + titles.remarkLines(name).flatMap {
        HelpText.wrap($0, width: width - 1, indent: 4, hanging: 2)
      } + [""]
  }
}
