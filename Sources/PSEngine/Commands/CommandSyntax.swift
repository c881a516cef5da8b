/// The syntax lines of a command: one for each parameter set (`Get-Command -Syntax`, `Get-Help`).
public enum CommandSyntax {
  /// One line for each set, the default set first.
  /// - Parameter showingValues: whether enumerations and validation sets are shown by their values,
  ///   as in help, instead of their type.
  public static func lines(of command: CommandInfo, showingValues: Bool = false) -> [String] {
    lines(of: command.shownSignature, name: command.name, showingValues: showingValues)
  }

  /// The lines of a signature, which may have more parameters than its command by itself.
  public static func lines(
    of signature: CommandSignature, name: String, showingValues: Bool = false
  ) -> [String] {
    sets(of: signature).map { line(name, signature, set: $0, showingValues) }
  }

  /// Names of the sets, the default one first; the pseudo set of a command without sets.
  static func sets(of signature: CommandSignature) -> [String] {
    var sets = signature.setNames
    if let first = signature.defaultSet, let index = sets.firstIndex(of: first) {
      sets.remove(at: index)
      sets.insert(first, at: 0)
    }
    return sets.isEmpty ? [ParameterDefinition.allSets] : sets
  }

  static func line(
    _ name: String, _ signature: CommandSignature, set: String, _ showingValues: Bool
  ) -> String {
    var positional: [(Int, String)] = []
    var named: [String] = []
    for parameter in signature.parameters {
      guard let membership = parameter.membership(in: set) else { continue }
      let text = text(of: parameter, membership, showingValues)
      if let position = membership.position {
        positional.append((position, text))
      } else {
        named.append(text)
      }
    }
    // Sorting is stable only with the original index as second key.
    let ordered = positional.enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element.1)
    var parts = [name] + ordered + named
    if signature.isStrict {
      if signature.supportsShouldProcess { parts += ["[-WhatIf]", "[-Confirm]"] }
      if signature.supportsTransactions { parts.append("[-UseTransaction]") }
      parts.append("[<CommonParameters>]")
    }
    return parts.joined(separator: " ")
  }

  private static func text(
    of parameter: ParameterDefinition, _ membership: ParameterSetMembership, _ showingValues: Bool
  ) -> String {
    if case .switchParameter = parameter.type {
      return membership.isMandatory ? "-\(parameter.name)" : "[-\(parameter.name)]"
    }
    var name = "-\(parameter.name)"
    if membership.position != nil { name = "[\(name)]" }
    let values = showingValues ? valuesText(parameter) : nil
    let text = "\(name) \(values ?? "<\(shortName(parameter.type))>")"
    return membership.isMandatory ? text : "[\(text)]"
  }

  /// `{A | B}` for a parameter whose values are known.
  private static func valuesText(_ parameter: ParameterDefinition) -> String? {
    for case .set(let names) in parameter.validations {
      return "{\(names.joined(separator: " | "))}"
    }
    guard case .enumeration(let type) = parameter.type else { return nil }
    return "{\(type.members.map(\.name).joined(separator: " | "))}"
  }

  /// The name of a type as syntax lines show it: `string[]`, `int`, `pscredential`.
  public static func shortName(_ type: ParameterType) -> String {
    switch type {
    case .any: return "Object"
    case .switchParameter: return "switch"
    case .array(let element): return shortName(element) + "[]"
    case .enumeration(let type): return lastPart(type.name)
    case .named(let name): return accelerators[name.lowercased()] ?? lastPart(name)
    }
  }

  private static func lastPart(_ name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? name
  }

  private static let accelerators: [String: String] = [
    "system.string": "string", "system.int32": "int", "system.int64": "long",
    "system.boolean": "bool", "system.byte": "byte", "system.double": "double",
    "system.uri": "uri", "system.datetime": "datetime", "system.timespan": "timespan",
    "system.version": "version", "system.guid": "guid", "system.collections.hashtable": "hashtable",
    "system.management.automation.scriptblock": "scriptblock",
    "system.management.automation.pscredential": "pscredential",
    "system.management.automation.psobject": "psobject",
    "system.security.securestring": "securestring", "system.object": "Object",
  ]
}
