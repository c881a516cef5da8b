/// Cutting and joining paths as texts, without asking any provider.
enum PathText {
  static func isSeparator(_ character: Character) -> Bool { character == "\\" || character == "/" }

  /// Cuts before the last element: `a\b` gives `a` and `b`; `nil` when there is no element.
  static func split(_ path: String) -> (folder: String, leaf: String)? {
    let (qualifier, rest) = qualifier(of: path)
    let trimmed = rest.trimmedAtEnd
    guard !trimmed.isEmpty else { return nil }
    guard let cut = trimmed.lastIndex(where: isSeparator) else {
      return (qualifier, String(trimmed))
    }
    let leaf = String(trimmed[trimmed.index(after: cut)...])
    let folder = trimmed[..<cut]
    // The separator of a root belongs to the folder.
    let isRoot = folder.isEmpty
    return (qualifier + (isRoot ? String(trimmed[cut]) : String(folder)), leaf)
  }

  /// The part that names a drive or provider, with its colons, and the rest.
  static func qualifier(of path: String) -> (qualifier: String, rest: Substring) {
    var search = path.startIndex
    while let colon = path[search...].firstIndex(of: ":") {
      let next = path.index(after: colon)
      if next < path.endIndex, path[next] == ":" {
        let after = path.index(after: next)
        return (String(path[..<after]), path[after...])
      }
      if path[..<colon].contains(where: isSeparator) {
        // `Module\Provider::path` may follow; a single colon behind a separator is no drive.
        search = next
        continue
      }
      return colon == path.startIndex ? ("", path[...]) : (String(path[..<next]), path[next...])
    }
    return ("", path[...])
  }

  /// Joins two parts with exactly one separator between them: that of Windows, or that of the
  /// machine when the first part is a real path.
  static func join(_ folder: String, _ child: String) -> String {
    let separator: Character = folder.hasPrefix("/") ? "/" : "\\"
    func written(_ text: some StringProtocol) -> String {
      String(text.map { isSeparator($0) ? separator : $0 })
    }
    var start = written(folder)
    if start.last != separator { start.append(separator) }
    return start + written(child.drop(while: isSeparator))
  }
}

extension StringProtocol {
  /// The text without separators at its end.
  fileprivate var trimmedAtEnd: SubSequence {
    var rest = self[...]
    while let last = rest.last, PathText.isSeparator(last) { rest.removeLast() }
    return rest
  }
}
