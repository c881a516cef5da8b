/// The parameters of a command prepared for binding: names, sets as bit masks. Made once per command.
struct BindingTable {
  /// A parameter with the sets it belongs to.
  struct Entry {
    let definition: ParameterDefinition
    let isCommon: Bool
    /// Bit per set.
    let mask: UInt64
    /// Whether it must be bound in some set.
    let isMandatorySomewhere: Bool
    /// Its name and aliases in lower case.
    let keys: [String]
    /// Bits of the sets in which it takes whole pipeline objects.
    let byValue: UInt64
    /// Bits of the sets in which it takes their properties.
    let byPropertyName: UInt64
  }

  private(set) var entries: [Entry] = []
  private var byName: [String: Int] = [:]
  private(set) var setNames: [String]
  /// Bits of all sets.
  let allMask: UInt64
  /// Bit of the default set; 0 when there is none.
  let defaultMask: UInt64

  /// More sets than bits are folded onto the last one; no known command comes near.
  private static let maximumSets = 63

  init(_ signature: CommandSignature) {
    var names = signature.setNames
    if let set = signature.defaultSet, !names.contains(set) { names.append(set) }
    if names.isEmpty { names = [ParameterDefinition.allSets] }
    if names.count > Self.maximumSets { names.removeLast(names.count - Self.maximumSets) }
    setNames = names
    allMask = names.count >= 64 ? .max : (1 << UInt64(names.count)) - 1
    if let set = signature.defaultSet, let index = names.firstIndex(of: set) {
      defaultMask = 1 << UInt64(index)
    } else {
      defaultMask = names.count == 1 ? 1 : 0
    }
    for definition in signature.parameters { add(definition, isCommon: false) }
    for definition in signature.commonParameters { add(definition, isCommon: true) }
  }

  /// Adds a parameter, also a dynamic one; one whose name is taken is left out.
  mutating func add(_ definition: ParameterDefinition, isCommon: Bool = false) {
    let key = definition.name.lowercased()
    guard byName[key] == nil else { return }
    var mask: UInt64 = 0
    for membership in definition.memberships { mask |= self.mask(of: membership) ?? allMask }
    let keys = [key] + definition.aliases.map { $0.lowercased() }
    for name in keys where byName[name] == nil { byName[name] = entries.count }
    entries.append(
      Entry(
        definition: definition, isCommon: isCommon, mask: mask,
        isMandatorySomewhere: definition.memberships.contains(where: \.isMandatory), keys: keys,
        byValue: self.mask(definition) { $0.pipeline.contains(.byValue) },
        byPropertyName: self.mask(definition) { $0.pipeline.contains(.byPropertyName) }))
  }

  /// What a name on the command line means.
  enum Match {
    case found(Int)
    case ambiguous([Int])
    case unknown
  }

  /// Exact name or alias, else a prefix that fits one parameter only, common ones aside
  /// (`language.md` 6.2). What Windows does not have makes no prefix ambiguous.
  func match(_ name: String) -> Match {
    let key = name.lowercased()
    if let index = byName[key] { return .found(index) }
    guard !key.isEmpty else { return .unknown }
    var found = entries.indices.filter { index in
      entries[index].keys.contains { $0.hasPrefix(key) }
    }
    if found.count > 1 {
      let own = found.filter { !entries[$0].isCommon }
      let original = own.filter { !entries[$0].definition.isAddition }
      if let only = [own, original].first(where: { $0.count == 1 }) { found = only }
    }
    switch found.count {
    case 0: return .unknown
    case 1: return .found(found[0])
    default: return .ambiguous(found)
    }
  }

  /// The attributes of a parameter in the first of the sets in a mask.
  func membership(_ index: Int, in mask: UInt64) -> ParameterSetMembership? {
    let definition = entries[index].definition
    for (bit, name) in setNames.enumerated() where mask & (1 << UInt64(bit)) != 0 {
      if let found = definition.membership(in: name) { return found }
    }
    return definition.memberships.first { $0.set == ParameterDefinition.allSets }
  }

  /// The bits of the sets in which a parameter satisfies a condition.
  func mask(_ index: Int, where condition: (ParameterSetMembership) -> Bool) -> UInt64 {
    mask(entries[index].definition, where: condition)
  }

  private func mask(
    _ definition: ParameterDefinition, where condition: (ParameterSetMembership) -> Bool
  ) -> UInt64 {
    definition.memberships.reduce(into: 0) { mask, membership in
      if condition(membership) { mask |= self.mask(of: membership) ?? 0 }
    }
  }

  /// The bits of a membership's set; `nil` when the command does not have it.
  func mask(of membership: ParameterSetMembership) -> UInt64? {
    if membership.set == ParameterDefinition.allSets { return allMask }
    return setNames.firstIndex(of: membership.set).map { 1 << UInt64($0) }
  }

  /// Name of the only set in a mask.
  func setName(_ mask: UInt64) -> String {
    setNames.indices.first { mask & (1 << UInt64($0)) != 0 }.map { setNames[$0] }
      ?? ParameterDefinition.allSets
  }
}
