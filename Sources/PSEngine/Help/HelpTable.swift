/// All help of a session.
public final class HelpTable {
  private var added: [String: [HelpTopic]] = [:]
  private var deferred = DeferredList<HelpTopic>()
  /// Help in files; what it has is preferred to what modules add.
  public var library: (any HelpLibrary)?
  /// Help on things that are no commands, such as settings, by the word in front of their name:
  /// `Get-Help setting NAME`. Each gives the topics that fit a name.
  public var subjects: [String: (_ name: String, _ session: SessionState) -> [HelpTopic]] = [:]

  init() {}

  /// Adds topics; a later one of the same name and path is preferred.
  /// - Parameter topics: called when help is first asked for.
  public func add(_ topics: @autoclosure @escaping () -> [HelpTopic]) { deferred.add(topics) }

  private var topics: [String: [HelpTopic]] {
    for make in deferred.take() {
      for topic in make() { added[topic.name.lowercased(), default: []].append(topic) }
    }
    return added
  }

  /// The topic of that name in any case.
  /// - Parameter pathId: last element of the current provider path; a topic for it is preferred.
  public func topic(_ name: String, pathId: String? = nil) -> HelpTopic? {
    if let pathId, !pathId.isEmpty, let special = library?.topic(name, pathId: pathId) {
      return special
    }
    if let general = library?.topic(name, pathId: nil) { return general }
    guard let candidates = topics[name.lowercased()] else { return nil }
    if let pathId, !pathId.isEmpty {
      let special = candidates.last { $0.pathId?.equalsIgnoringCase(pathId) ?? false }
      if let special { return special }
    }
    return candidates.last { $0.pathId == nil }
  }

  /// All general topics, sorted by name.
  public var all: [HelpTopic] {
    var found = topics.compactMapValues { $0.last { $0.pathId == nil } }
    for topic in library?.topics ?? [] { found[topic.name.lowercased()] = topic }
    return found.sorted { $0.key < $1.key }.map(\.value)
  }
}
