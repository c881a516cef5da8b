import WSManClient

/// A map as lines for the terminal.
struct MapText {
  /// Whether settings are listed, and not only counted.
  let includesSettings: Bool
  /// How many characters fit on a line.
  let width: Int
  private(set) var lines: [StyledLine] = []

  init(includesSettings: Bool, width: Int) {
    self.includesSettings = includesSettings
    self.width = width
  }

  mutating func write(_ computers: [MapComputer]) {
    lines.append(StyledLine("WSMan:", .title))
    for (index, computer) in computers.enumerated() {
      let isLast = index == computers.count - 1
      var line = StyledLine(Self.branch(isLast), .note)
      line.add(computer.connection.name, .title)
      write(computer.connection, behind: line, Self.margin(isLast), hasTree: !computer.tree.isEmpty)
      if let refusal = computer.refusal {
        lines.append(StyledLine(Self.margin(isLast), .note).adding(refusal, .bad))
      }
      write(computer.tree, Self.margin(isLast))
    }
  }

  /// What is to say about a connection: behind its name, or below where the line is too short.
  private mutating func write(
    _ connection: MapConnection, behind name: StyledLine, _ margin: String, hasTree: Bool
  ) {
    let style = Self.style(connection)
    guard name.count + 2 + connection.text.count >= width else {
      return lines.append(name.adding("  " + connection.text, style))
    }
    lines.append(name)
    let margin = margin + (hasTree ? "\u{2502}  " : "   ")
    let most = width - margin.count - 1
    var row = ""
    for part in connection.parts {
      let longer = row.isEmpty ? part : "\(row), \(part)"
      if !row.isEmpty, longer.count > most {
        lines.append(StyledLine(margin, .note).adding(row + ",", style))
        row = part
      } else {
        row = longer
      }
    }
    lines.append(StyledLine(margin, .note).adding(row, style))
  }

  private mutating func write(_ nodes: [MapNode], _ margin: String) {
    let shown = includesSettings ? nodes : nodes.filter { $0.value == nil }
    for (index, node) in shown.enumerated() {
      let isLast = index == shown.count - 1
      var line = StyledLine(margin + Self.branch(isLast), .note)
      line.add(node.name, node.value == nil ? .name : .plain)
      if let value = node.value {
        line.add(" = ")
        line.add(value, .value)
      } else if node.settings > 0 {
        line.add(node.settings == 1 ? "  1 setting" : "  \(node.settings) settings", .note)
      } else if let refusal = node.refusal {
        line.add("  " + refusal, .bad)
      }
      lines.append(line)
      write(node.children ?? [], margin + Self.margin(isLast))
    }
  }

  private static func style(_ connection: MapConnection) -> StyledLine.Style {
    switch connection.protection {
    case .none: .bad
    case .message, .tls: .good
    case .local: .note
    }
  }

  private static func branch(_ isLast: Bool) -> String {
    isLast ? "\u{2514}\u{2500} " : "\u{251C}\u{2500} "
  }

  private static func margin(_ isLast: Bool) -> String { isLast ? "   " : "\u{2502}  " }
}
