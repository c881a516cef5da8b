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

  /// Writes what differs.
  ///
  /// - Parameters:
  ///   - old: the items before; they are in the table unless the kind was never changed.
  ///   - new: the items from now on.
  func replace(_ kind: StoredItem.Kind, from old: [StoredItem], to new: [StoredItem]) throws {
    let isKnown = try kinds().contains(kind)
    try database.execute(
      sql: "INSERT OR IGNORE INTO list (computer, kind) VALUES (?, ?)",
      arguments: [computer, kind.rawValue])
    let known = isKnown ? old : []
    let kept = Set(new.map { $0.name.lowercased() })
    for item in known where !kept.contains(item.name.lowercased()) {
      try database.execute(
        sql: "DELETE FROM item WHERE computer = ? AND kind = ? AND name = ?",
        arguments: [computer, kind.rawValue, item.name])
    }
    var places: [String: (position: Int, item: StoredItem)] = [:]
    for (position, item) in known.enumerated() { places[item.name.lowercased()] = (position, item) }
    for (position, item) in new.enumerated() {
      if let place = places[item.name.lowercased()], place == (position, item) { continue }
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO item (computer, kind, name, position, text)
          VALUES (?, ?, ?, ?, ?)
          """, arguments: [computer, kind.rawValue, item.name, position, item.text])
    }
  }
}
