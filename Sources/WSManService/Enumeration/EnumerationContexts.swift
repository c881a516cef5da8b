import WSManProtocol

/// The enumerations that are under way on one computer (`protocol.md` 7.1).
///
/// Each answer has a new context; the old one is unknown from then on. A context that nobody asks
/// for expires.
struct EnumerationContexts {
  /// One enumeration.
  struct Enumeration: Sendable {
    let resource: ResourceURI
    let mode: EnumerationMode
    /// Who began it; nobody else can go on with it.
    let owner: OperationOwner
    var source: ItemSource
  }

  private struct Entry {
    let enumeration: Enumeration
    let expiry: ContinuousClock.Instant
  }

  private var entries: [String: Entry] = [:]

  /// Keeps an enumeration until the next request for it.
  ///
  /// - Returns: the context for the answer.
  mutating func keep(
    _ enumeration: Enumeration, until expiry: ContinuousClock.Instant
  ) -> EnumerationContext {
    let id = MessageID.random().text
    entries[id] = Entry(enumeration: enumeration, expiry: expiry)
    return EnumerationContext(id)
  }

  /// Takes an enumeration out; nil when the context is unknown, expired, of another resource or of
  /// another user.
  mutating func take(
    _ context: EnumerationContext, resource: ResourceURI, userName: String,
    now: ContinuousClock.Instant
  ) -> Enumeration? {
    removeExpired(now: now)
    let id = context.text.trimmingXMLSpace()
    guard let entry = entries[id], entry.enumeration.resource == resource,
      entry.enumeration.owner.user == userName
    else { return nil }
    entries[id] = nil
    return entry.enumeration
  }

  /// How many enumerations a user has under way.
  mutating func count(of userName: String, now: ContinuousClock.Instant) -> Int {
    removeExpired(now: now)
    return entries.values.count { $0.enumeration.owner.user == userName }
  }

  /// How many enumerations of each user a plugin has under way.
  mutating func counts(in plugin: String, now: ContinuousClock.Instant) -> [String: Int] {
    removeExpired(now: now)
    var counts: [String: Int] = [:]
    for entry in entries.values where entry.enumeration.owner.plugin == plugin {
      counts[entry.enumeration.owner.user, default: 0] += 1
    }
    return counts
  }

  private mutating func removeExpired(now: ContinuousClock.Instant) {
    guard !entries.isEmpty else { return }
    entries = entries.filter { $0.value.expiry > now }
  }
}
