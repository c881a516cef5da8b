import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// Reads and writes the configuration of one computer over WS-Management. What one command has read,
/// or could not read, it does not ask for again; nothing is kept for the next command
/// (`provider.md` 7.2).
final class ConfigurationAccess {
  private let session: WSManSession
  /// Whether changes are shown to those who watch, and not sent.
  var isRehearsal = false
  private var documents: [String: Result<XMLFragment, any Error>] = [:]
  private var listings: [String: Result<[XMLFragment], any Error>] = [:]

  init(session: WSManSession) { self.session = session }

  /// Thrown where a change would have been sent: what comes after it needs its answer.
  struct RehearsalEnded: Error {}

  /// The document of a resource below `config`, such as `client/auth`; empty for `config` itself.
  /// - Throws: what the session throws: a fault, a refusal or a transport failure.
  func document(
    _ resource: String, selectors: SelectorSet = SelectorSet()
  ) async throws -> XMLFragment {
    let key = selectors.selectors.reduce(into: resource) {
      $0 += "?\($1.name)=\($1.text ?? "")"
    }
    if let known = documents[key] { return try known.get() }
    let answer = try await Self.answer { try await session.get(Self.locator(resource, selectors)) }
    documents[key] = answer
    return try answer.get()
  }

  /// All instances of a resource.
  func instances(_ resource: String) async throws -> [XMLFragment] {
    if let known = listings[resource] { return try known.get() }
    let answer = try await Self.answer {
      var all: [XMLFragment] = []
      for try await item in session.enumerate(Self.locator(resource)) {
        if let object = item.object { all.append(object) }
      }
      return all
    }
    listings[resource] = answer
    return try answer.get()
  }

  /// What was read, or why it could not be: who looks again, at a computer that does not answer,
  /// need not wait again.
  private static func answer<Value>(
    _ read: () async throws -> Value
  ) async throws -> Result<Value, any Error> {
    do {
      return .success(try await read())
    } catch let error as CancellationError {
      throw error
    } catch {
      return .failure(error)
    }
  }

  /// Puts a whole document back.
  func put(
    _ resource: String, selectors: SelectorSet = SelectorSet(), _ document: XMLFragment
  ) async throws {
    forget()
    try await rehearse(.put(document), Self.locator(resource, selectors))
    try await session.put(Self.locator(resource, selectors), document)
  }

  /// Creates an instance.
  func create(
    _ resource: String, selectors: SelectorSet, _ document: XMLFragment
  ) async throws {
    forget()
    try await rehearse(.create(document), Self.locator(resource, selectors))
    _ = try await session.create(Self.locator(resource, selectors), document)
  }

  /// Deletes an instance.
  func delete(_ resource: String, selectors: SelectorSet) async throws {
    forget()
    try await rehearse(.delete, Self.locator(resource, selectors))
    try await session.delete(Self.locator(resource, selectors))
  }

  private func rehearse(_ body: RequestBody, _ locator: ResourceLocator) async throws {
    guard isRehearsal else { return }
    await session.rehearse(body, locator: locator)
    throw RehearsalEnded()
  }

  private func forget() {
    documents.removeAll()
    listings.removeAll()
  }

  private static func locator(
    _ resource: String, _ selectors: SelectorSet = SelectorSet()
  ) -> ResourceLocator {
    let base = ResourceURI.configuration
    return ResourceLocator(
      resource: resource.isEmpty ? base : base.appending(resource), selectors: selectors)
  }
}
