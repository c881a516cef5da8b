internal import GRDB
import WSManService

/// The lists of one computer in the database: a kind that is not in the table is as on a fresh computer.
struct StoredItemTable {
  let database: Database
  let computer: Int64

  /// The kinds that were changed once.
  func kinds() throws -> [StoredItem.Kind] {
    try String.fetchAll(
      database, sql: "SELECT kind FROM list WHERE computer = ?", arguments: [computer]
    ).compactMap(StoredItem.Kind.init)
  }

  /// The items of a kind in their order.
  func items(_ kind: StoredItem.Kind) throws -> [StoredItem] {
    try Row.fetchAll(
      database,
      sql: "SELECT name, text FROM item WHERE computer = ? AND kind = ? ORDER BY position, name",
      arguments: [computer, kind.rawValue]
    ).map { StoredItem(name: $0[0], text: $0[1]) }
  }

  /// Writes what differs; an item that stays what it is costs nothing.
  ///
  /// - Parameters:
  ///   - old: the configuration before; its items are in the table unless the kind was never changed.
  ///   - new: the configuration from now on.
  func replace(
    _ kind: StoredItem.Kind, from old: ComputerConfiguration, to new: ComputerConfiguration
  ) throws {
    try database.execute(
      sql: "INSERT OR IGNORE INTO list (computer, kind) VALUES (?, ?)",
      arguments: [computer, kind.rawValue])
    var known = try positions(of: kind)
    let oldPlaces = Dictionary(
      old.itemNames(kind).enumerated().map { ($0.element.lowercased(), $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var last = -1
    for (index, name) in new.itemNames(kind).enumerated() {
      let position = known.removeValue(forKey: name.lowercased())?.position
      let place = oldPlaces[name.lowercased()]
      // Plugins are in the order of their names, others in that in which they were made.
      if let position, position > last || kind == .plugin, let place,
        new.hasSameItem(kind, at: index, as: old, at: place)
      {
        last = position
        continue
      }
      last = kind == .plugin ? 0 : max(position ?? 0, last + 1)
      let statement = try database.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO item (computer, kind, name, position, text)
          VALUES (?, ?, ?, ?, ?)
          """)
      try statement.execute(
        arguments: [computer, kind.rawValue, name, last, new.itemText(kind, at: index)])
    }
    for (name, _) in known.values {
      try database.execute(
        sql: "DELETE FROM item WHERE computer = ? AND kind = ? AND name = ?",
        arguments: [computer, kind.rawValue, name])
    }
  }

  /// The items in the table and their positions, by name in lower case.
  private func positions(
    of kind: StoredItem.Kind
  ) throws -> [String: (name: String, position: Int)] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT name, position FROM item WHERE computer = ? AND kind = ?",
      arguments: [computer, kind.rawValue])
    return Dictionary(
      rows.map {
        (($0[0] as String).lowercased(), (name: $0[0] as String, position: $0[1] as Int))
      },
      uniquingKeysWith: { first, _ in first })
  }
}
