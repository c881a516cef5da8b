import PSEngine

extension WinRMProgram {
  func completions(for word: ProgramWord) -> [String]? {
    if let name = word.option {
      guard let option = WinRMSwitch(word: name) else { return [] }
      return values(of: option, word.text)
    }
    guard let first = word.arguments.first else {
      return Self.matching(WinRMOperation.allCases.map(\.rawValue), word.text)
    }
    guard let operation = WinRMOperation(word: first) else { return [] }
    if word.text.hasPrefix("-") { return switches(of: operation, word) }
    switch (operation, word.arguments.count) {
    case (.help, 1): return Self.matching(WinRMHelp.topicNames, word.text)
    case (.configsddl, 1): return Self.matching(["default"], word.text)
    case (.invoke, 1): return Self.matching(["Restore"], word.text)
    case (.invoke, 2), (.get, 1), (.set, 1), (.create, 1), (.delete, 1), (.enumerate, 1):
      return Self.matching(WSManModule.resources, word.text)
    default: return []
    }
  }

  func completionSource(for word: ProgramWord) -> String? {
    word.option.flatMap { WinRMSwitch(word: $0) } == .remote ? "Computer" : nil
  }

  private func values(of option: WinRMSwitch, _ prefix: String) -> [String]? {
    switch option {
    case .file: nil
    case .dialect: Self.matching(["wql", "selector", "association"], prefix)
    default: Self.matching(option.values ?? [], prefix)
    }
  }

  /// The switches of the operation that are not there yet; a colon shows that a value follows.
  private func switches(of operation: WinRMOperation, _ word: ProgramWord) -> [String] {
    let present = word.arguments.compactMap { text -> WinRMSwitch? in
      guard text.hasPrefix("-") else { return nil }
      return WinRMSwitch(word: String(text.dropFirst().prefix { $0 != ":" }))
    }
    let names = WinRMSwitch.allCases.filter {
      $0.isAllowed(with: operation) && !present.contains($0)
    }.map { "-\($0.rawValue)\($0.takesValue ? ":" : "")" }
    return Self.matching(names, word.text)
  }

  private static func matching(_ candidates: [String], _ prefix: String) -> [String] {
    candidates.filter { $0.hasPrefixIgnoringCase(prefix) }
  }
}
