import PSEngine
import WSManClient

/// The connected computers: what the root of the drive lists (`provider.md` 4). One table serves the
/// drive and the connection cmdlets of a session.
final class ConnectionTable {
  /// The entry that always exists.
  static let localName = "localhost"

  private var slots: [WSManConnection?] = []
  private var positions: [String: Int] = [:]
  private var free: [Int] = []
  /// Whether the local computer is in the table, from which only `removeAll` takes it.
  private var hasLocal = false
  private let makeLocal: () -> WSManConnection?

  /// - Parameter makeLocal: makes the connection to the local computer when it is first needed.
  init(makeLocal: @escaping () -> WSManConnection?) { self.makeLocal = makeLocal }

  /// The names in their order: `localhost` first, a new name in the place that a removal freed.
  var names: [String] {
    ensureLocal()
    return slots.compactMap { $0?.name }
  }

  /// The connection of a name in any case.
  func connection(_ name: String) -> WSManConnection? {
    ensureLocal()
    return positions[name.lowercased()].flatMap { slots[$0] }
  }

  /// Adds a connection; one of the same name is closed and replaced in its place.
  func add(_ connection: WSManConnection) {
    ensureLocal()
    insert(connection)
  }

  /// Removes and closes a connection.
  /// - Returns: `false` when there is none of that name, or it is the local computer's.
  @discardableResult
  func remove(_ name: String) -> Bool {
    let key = name.lowercased()
    guard key != Self.localName, let position = positions.removeValue(forKey: key) else {
      return false
    }
    slots[position]?.close()
    slots[position] = nil
    free.append(position)
    return true
  }

  /// Closes everything; the next use begins with the local computer again.
  func removeAll() {
    for connection in slots { connection?.close() }
    slots = []
    positions = [:]
    free = []
    hasLocal = false
  }

  private func ensureLocal() {
    guard !hasLocal, let local = makeLocal() else { return }
    insert(local)
  }

  private func insert(_ connection: WSManConnection) {
    if connection.name == Self.localName { hasLocal = true }
    if let position = positions[connection.name] {
      slots[position]?.close()
      slots[position] = connection
    } else {
      let position = free.popLast() ?? slots.count
      if position == slots.count { slots.append(nil) }
      slots[position] = connection
      positions[connection.name] = position
    }
  }
}

/// A connection, and the session object that `Connect-WSMan -PassThru` gives: it stays in a variable
/// after a disconnect, with state `Closed`.
final class WSManConnection: PSObject {
  /// Name under which the drive lists it, lower-case.
  let name: String
  /// Name as typed.
  let computerName: String
  /// The session.
  let session: WSManSession
  /// Text of the authentication mechanism.
  let authentication: String
  /// How messages travel: `InProcess`, `HTTP` or `HTTPS`.
  let transport: String
  private(set) var isClosed = false

  init(
    name: String, session: WSManSession, authentication: String, transport: String
  ) {
    self.name = name.lowercased()
    computerName = name
    self.session = session
    self.authentication = authentication
    self.transport = transport
  }

  /// A connection that a command has opened.
  convenience init(
    name: String, session: WSManSession, authentication: AuthenticationMechanism
  ) {
    self.init(
      name: name, session: session, authentication: authentication.displayName,
      transport: session.target.isPlainName
        ? "InProcess" : session.target.transport.rawValue.uppercased())
  }

  /// Ends the session; what it waits for fails.
  func close() {
    guard !isClosed else { return }
    isClosed = true
    let session = session
    Task { await session.close() }
  }

  override var baseTypeNames: [String] {
    ["Microsoft.WSMan.Management.WSManSession", "System.Object"]
  }

  override var declaredProperties: [PSPropertyInfo] {
    ["ComputerName", "State", "Transport", "Authentication"].map { PSPropertyInfo($0) }
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "computername": return .string(computerName)
    case "state": return .string(isClosed ? "Closed" : "Opened")
    case "transport": return .string(transport)
    case "authentication": return .string(authentication)
    default: return nil
    }
  }
}
