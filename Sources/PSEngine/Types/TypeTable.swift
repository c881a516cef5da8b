public import PSLanguage

/// The types that a session knows (`language.md` 4.5): the built-in ones and those of modules.
public final class TypeTable {
  private var added: [String: PSTypeDefinition] = [:]
  private var deferred = DeferredList<PSTypeDefinition>()
  private var constructed: [String: PSTypeDefinition] = [:]

  /// A table with the built-in types.
  public init() {
    deferred.add { BuiltInTypes.all }
  }

  /// Adds types, replacing those of the same names.
  /// - Parameter types: called when a type is first looked for.
  public func add(_ types: @autoclosure @escaping () -> [PSTypeDefinition]) {
    deferred.add(types)
  }

  private var byName: [String: PSTypeDefinition] {
    for definition in deferred.take().flatMap({ $0() }) {
      added[definition.fullName.lowercased()] = definition
      for name in definition.accelerators { added[name.lowercased()] = definition }
    }
    return added
  }

  /// The type of a name: full name, accelerator, without the leading `System.`, arrays, generic
  /// types, nested types with `+`.
  public func find(_ name: String) -> PSTypeDefinition? {
    let key = name.lowercased().filter { $0 != " " }
    if let known = byName[key] ?? byName["system." + key] { return known }
    if let known = constructed[key] { return known }
    guard key.count < 1000, let made = construct(key) else { return nil }
    constructed[key] = made
    return made
  }

  /// The type of a literal.
  /// - Throws: ``PSRuntimeError`` with id `TypeNotFound`.
  public func resolve(_ literal: TypeName) throws(PSRuntimeError) -> PSTypeDefinition {
    try resolve(name: literal.fullName)
  }

  /// The type of a name.
  /// - Throws: ``PSRuntimeError`` with id `TypeNotFound`.
  public func resolve(name: String) throws(PSRuntimeError) -> PSTypeDefinition {
    if let known = find(name) { return known }
    throw PSRuntimeError(
      "Unable to find type [\(name)].", id: "TypeNotFound", category: .invalidOperation,
      exception: "System.Management.Automation.RuntimeException", target: .string(name))
  }

  /// All types by full name, for completion.
  public var names: [String] {
    Set(byName.values.map(\.fullName)).sorted()
  }

  /// Short names with their types, for completion.
  public var accelerators: [(name: String, fullName: String)] {
    byName.values.flatMap { type in type.accelerators.map { ($0, type.fullName) } }
      .sorted { $0.0 < $1.0 }.map { (name: $0.0, fullName: $0.1) }
  }

  /// Arrays and generic types, made from their parts.
  private func construct(_ key: String) -> PSTypeDefinition? {
    if key.hasSuffix("[]") {
      guard let element = find(String(key.dropLast(2))) else { return nil }
      return ConstructedTypes.array(of: element)
    }
    guard key.hasSuffix("]"), let open = key.firstIndex(of: "[") else { return nil }
    var head = String(key[..<open])
    if let mark = head.firstIndex(of: "`") { head = String(head[..<mark]) }
    let inner = key[key.index(after: open)...].dropLast()
    guard let arguments = Self.split(inner)?.map({ find($0) }) else { return nil }
    let known = arguments.compactMap { $0 }
    guard known.count == arguments.count else { return nil }
    return ConstructedTypes.generic(head, known)
  }

  /// Arguments of a generic name, at the commas of the outermost level.
  private static func split(_ text: Substring) -> [String]? {
    var parts: [String] = [""]
    var depth = 0
    for character in text {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if depth < 0 { return nil }
      if character == "," && depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return depth == 0 ? parts : nil
  }
}
