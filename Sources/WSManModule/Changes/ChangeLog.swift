import PSEngine
import Synchronization
import WSManProtocol
import XMLStream

/// A change that this session has made to the configuration of a computer.
struct ConfigurationChange: Sendable {
  /// What was done.
  enum Kind: Sendable {
    /// A resource was changed.
    case set(before: XMLFragment, after: XMLFragment)
    /// An instance was created; the content is what the service shows of it, or what was sent,
    /// without secrets.
    case created(XMLFragment)
    /// An instance was removed.
    case removed(XMLFragment)
    /// The list of computers that get credentials was changed.
    case delegation(before: [String], after: [String])
  }

  /// One setting that differs.
  struct Difference: Sendable {
    let path: String
    let before: String?
    let after: String?
  }

  /// Number in this session, from 1.
  let id: Int
  /// When, in seconds since 1970.
  let time: Double
  /// The computer under its name in the drive.
  let computer: String
  /// Resource below `winrm/config`.
  let resource: String
  let selectors: SelectorSet
  let kind: Kind

  /// What differs, under paths below the computer.
  var differences: [Difference] {
    switch kind {
    case .set(let before, let after):
      Self.differences(
        ConfigurationLeaves.leaves(of: before, resource),
        ConfigurationLeaves.leaves(of: after, resource))
    case .created(let content):
      [Difference(path: place(content), before: nil, after: keys)]
    case .removed(let content):
      [Difference(path: place(content), before: keys, after: nil)]
    case .delegation(let before, let after):
      [
        Difference(
          path: "Client\\Auth\\CredSSP (delegation)", before: before.joined(separator: ","),
          after: after.joined(separator: ","))
      ]
    }
  }

  private var keys: String {
    selectors.selectors.map { "\($0.name)=\($0.text ?? "")" }.joined(separator: ", ")
  }

  /// Path of an instance; the keys are among the selectors when the content leaves them out.
  private func place(_ content: XMLFragment) -> String {
    let named = selectors.selectors.filter {
      content.child(localName: $0.name, ignoringCase: true) == nil
    }
    guard !named.isEmpty, ConfigurationLeaves.kind(of: resource) != .plugin else {
      return ConfigurationLeaves.place(of: content, resource)
    }
    let whole = XMLFragment("", content.name) { root in
      for selector in named {
        root.element("", XMLName("", selector.name), text: selector.text ?? "")
      }
      for child in content.children { root.fragment(child) }
    }
    return ConfigurationLeaves.place(of: whole, resource)
  }

  private static func differences(
    _ before: [ConfigurationLeaves.Leaf], _ after: [ConfigurationLeaves.Leaf]
  ) -> [Difference] {
    let old = Dictionary(
      before.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(after.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    return after.filter { old[$0.path] != $0.value }
      .map { Difference(path: $0.path, before: old[$0.path], after: $0.value) }
      + before.filter { new[$0.path] == nil }
      .map { Difference(path: $0.path, before: $0.value, after: nil) }
  }
}

/// The changes of a session in their order. It keeps the last ten thousand.
final class ChangeLog: Sendable {
  private static let limit = 10_000

  private struct State {
    var changes: [ConfigurationChange] = []
    var lastID = 0
    var isPaused = false
    var now: @Sendable () -> Double = WallClock.now
  }

  private let state = Mutex(State())

  /// Takes the time from a clock.
  func use(clock: @escaping @Sendable () -> Double) { state.withLock { $0.now = clock } }

  /// Whether changes are noted.
  var isRecording: Bool { state.withLock { !$0.isPaused } }

  /// All changes that have not been taken back, the oldest first.
  var changes: [ConfigurationChange] { state.withLock { $0.changes } }

  /// Notes a change; one without effect is left out.
  func add(
    computer: String, resource: String, _ selectors: SelectorSet, _ kind: ConfigurationChange.Kind
  ) {
    state.withLock { state in
      guard !state.isPaused else { return }
      let change = ConfigurationChange(
        id: state.lastID + 1, time: state.now(), computer: computer, resource: resource,
        selectors: selectors, kind: kind)
      guard !change.differences.isEmpty else { return }
      state.lastID += 1
      if state.changes.count >= Self.limit { state.changes.removeFirst(Self.limit / 10) }
      state.changes.append(change)
    }
  }

  /// Forgets a change that was taken back.
  func remove(_ id: Int) { state.withLock { $0.changes.removeAll { $0.id == id } } }

  /// Does something that is not noted.
  func withoutRecording(_ work: () async throws -> Void) async throws {
    state.withLock { $0.isPaused = true }
    defer { state.withLock { $0.isPaused = false } }
    try await work()
  }
}
