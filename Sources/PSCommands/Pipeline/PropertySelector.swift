import PSEngine

/// One entry of a `-Property` argument: a name (with wildcards), a block, or a table with a label.
struct PropertySelector {
  /// How the value is found.
  enum Source {
    case name(String)
    case block(ScriptBlock)
  }

  let source: Source
  /// The label given with `Name`, `Label`, `N` or `L`.
  let label: String?
  /// `Descending` or `Ascending` of `Sort-Object`.
  let isDescending: Bool?

  /// Reads an argument.
  /// - Throws: an `Argument` error that names what is wrong with it.
  init(_ argument: PSValue) throws {
    switch argument {
    case .object(let table as PSHashtable): try self.init(table: table)
    case .object(let block as ScriptBlock): self.init(.block(block))
    default: self.init(.name(TextConversion.text(of: argument)))
    }
  }

  private init(_ source: Source, label: String? = nil, isDescending: Bool? = nil) {
    self.source = source
    self.label = label
    self.isDescending = isDescending
  }

  private init(table: PSHashtable) throws {
    var source: Source?
    var label: String?
    var isDescending: Bool?
    for (key, value) in table.entries {
      let name = TextConversion.text(of: key)
      if Self.fits(name, "expression") {
        if case .object(let block as ScriptBlock) = value {
          source = .block(block)
        } else {
          source = .name(TextConversion.text(of: value))
        }
      } else if Self.fits(name, "name") || Self.fits(name, "label") {
        label = TextConversion.text(of: value)
      } else if Self.fits(name, "descending") {
        isDescending = Truth.isTrue(value)
      } else if Self.fits(name, "ascending") {
        isDescending = !Truth.isTrue(value)
      } else {
        throw Self.invalid("The key '\(name)' is not valid in a calculated property.", table)
      }
    }
    guard let found = source ?? label.map({ .name($0) }) else {
      throw Self.invalid("A calculated property needs the key Expression.", table)
    }
    self.init(found, label: label, isDescending: isDescending)
  }

  /// The name under which a result is shown.
  var title: String {
    if let label { return label }
    switch source {
    case .name(let name): return name
    case .block(let block): return block.text
    }
  }

  /// Properties of an object that fit, with their values; several for a wildcard.
  func values(of item: PSValue, _ context: CommandContext) async throws -> [(
    name: String, value: PSValue
  )] {
    switch source {
    case .block(let block):
      return [(title, .collapsing(try await context.evaluate(block, with: item)))]
    case .name(let name) where WildcardPattern.containsWildcards(name):
      let pattern = WildcardPattern(name)
      var values: [(name: String, value: PSValue)] = []
      for property in context.propertyNames(of: item) where pattern.matches(property) {
        values.append((property, try await context.property(property, of: item) ?? .null))
      }
      return values
    case .name(let name):
      guard let value = try await context.property(name, of: item) else { return [] }
      let spelling = context.propertyNames(of: item).first { $0.equalsIgnoringCase(name) }
      return [(label ?? spelling ?? name, value)]
    }
  }

  /// The one value that sorting, grouping and comparing work on.
  func value(of item: PSValue, _ context: CommandContext) async throws -> PSValue {
    let found = try await values(of: item, context)
    return found.count == 1 ? found[0].value : .collapsing(found.map(\.value))
  }

  /// Whether a key of a calculated property is a prefix of a known one.
  private static func fits(_ key: String, _ known: String) -> Bool {
    !key.isEmpty && known.hasPrefix(key.lowercased())
  }

  private static func invalid(_ message: String, _ table: PSHashtable) -> PSRuntimeError {
    PSRuntimeError(
      message, id: "DictionaryKeyUnknown", category: .invalidArgument,
      exception: "System.NotSupportedException", target: .object(table))
  }
}
