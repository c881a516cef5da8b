import PSEngine

/// `Get-ChildItem -Attributes`: alternatives separated by commas, each of them names joined by `+`, a
/// name negated by `!`.
struct FileAttributeFilter {
  private struct Term {
    let attribute: Int64
    let isNegated: Bool
  }

  private let alternatives: [[Term]]

  /// Whether hidden items are asked for.
  let namesHidden: Bool

  /// - Throws: ``PSRuntimeError`` for an unknown name.
  init(_ text: String, types: TypeTable) throws {
    alternatives = try text.split(separator: ",").map { alternative in
      try alternative.split(separator: "+").map { try Self.term(String($0), types) }
    }
    namesHidden = alternatives.joined().contains {
      $0.attribute == FileAttributes.hidden && !$0.isNegated
    }
  }

  private static func term(_ text: String, _ types: TypeTable) throws -> Term {
    var name = text.filter { $0 != " " }
    let isNegated = name.hasPrefix("!")
    if isNegated { name.removeFirst() }
    let long = ["d": "Directory", "h": "Hidden", "r": "ReadOnly", "s": "System", "a": "Archive"]
    name = long[name.lowercased()] ?? name
    let value = try Conversion.convert(
      .string(name), to: .enumeration(FileAttributes.type), types: types)
    return Term(attribute: (value.asObject as? PSEnum)?.value ?? 0, isNegated: isNegated)
  }

  func includes(_ item: FileItem) -> Bool {
    let attributes = FileAttributes.value(of: item.status, name: item.name).value
    return alternatives.contains { terms in
      terms.allSatisfy { (attributes & $0.attribute != 0) != $0.isNegated }
    }
  }
}
