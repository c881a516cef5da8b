/// A local group of a lab file: one that it adds to a computer, or one that computers come with and
/// that it describes otherwise.
struct LabGroup: Sendable {
  let name: String
  /// The whole SID.
  let sid: String
  /// What the group is for; nil leaves what is said of a group that computers come with.
  let comment: String?

  /// What the last part of a SID may be.
  static let identifiers = 500...99_999_999

  /// The last part of the SID; nil for a group that computers come with.
  var identifier: Int? {
    guard sid.hasPrefix(AccountDirectory.machineSID + "-") else { return nil }
    return Int(sid.dropFirst(AccountDirectory.machineSID.utf8.count + 1))
  }
}

extension LabDocument {
  private static let mostGroups = 1000

  /// Reads a list of local groups.
  ///
  /// - Parameter first: the last part of the SID of the first group that has none of its own.
  func groups(from first: Int) throws(LabFileError) -> [LabGroup] {
    var groups: [LabGroup] = []
    let items = try items(of: "groups")
    guard items.count <= Self.mostGroups else {
      throw items[Self.mostGroups].error("A computer has at most \(Self.mostGroups) groups.")
    }
    var next = first
    for item in items {
      let fields = try item.fields(["name", "comment", "id"], of: "a group")
      guard let name = try fields["name"]?.nonEmptyText(of: "name") else {
        throw item.error("A group needs a name.")
      }
      guard AccountDirectory.isGroupName(name) else {
        throw item.error("\"\(name)\" is no name of a group.")
      }
      guard !groups.contains(where: { $0.name.lowercased() == name.lowercased() }) else {
        throw item.error("There are two groups named \"\(name)\" here.")
      }
      let known = AccountDirectory.builtInGroups.first { $0.name.lowercased() == name.lowercased() }
      if known != nil, let id = fields["id"] {
        throw id.error("The group \(name) has an id of its own on every computer.")
      }
      let id = try fields["id"]?.number(of: "id", in: LabGroup.identifiers)
      let sid = known?.sid ?? "\(AccountDirectory.machineSID)-\(id ?? next)"
      guard !groups.contains(where: { $0.sid == sid }) else {
        throw item.error("There are two groups with the SID \(sid) here.")
      }
      if known == nil, id == nil { next += 1 }
      groups.append(
        LabGroup(
          name: known?.name ?? name, sid: sid,
          comment: try fields["comment"]?.text(of: "comment") ?? (known == nil ? "" : nil)))
    }
    return groups
  }
}
