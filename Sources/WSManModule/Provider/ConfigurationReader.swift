import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// Reads and writes the configuration of one computer over WS-Management. What one command has read
/// it does not read again; nothing is kept for the next command (`provider.md` 7.2).
final class ConfigurationReader {
  private let session: WSManSession
  private var documents: [String: XMLFragment] = [:]
  private var listings: [String: [XMLFragment]] = [:]

  init(session: WSManSession) { self.session = session }

  /// The document of a resource below `config`, such as `client/auth`; empty for `config` itself.
  /// - Throws: what the session throws: a fault or a transport failure.
  func document(_ resource: String, selectors: SelectorSet = SelectorSet()) async throws -> XMLFragment
  {
    let key = resource + selectors.map { "?\($0.name)=\($0.value)" }.joined()
    if let known = documents[key] { return known }
    let document = try await session.get(Self.uri(resource), selectors: selectors)
    documents[key] = document
    return document
  }

  /// All instances of a resource.
  func instances(_ resource: String) async throws -> [XMLFragment] {
    if let known = listings[resource] { return known }
    var all: [XMLFragment] = []
    for try await item in await session.enumerate(Self.uri(resource)) {
      if let object = item.object { all.append(object) }
    }
    listings[resource] = all
    return all
  }

  /// Puts a whole document back.
  func put(
    _ resource: String, selectors: SelectorSet = SelectorSet(), _ document: XMLFragment
  ) async throws {
    documents.removeAll()
    listings.removeAll()
    _ = try await session.put(Self.uri(resource), selectors: selectors, document)
  }

  private static func uri(_ resource: String) -> ResourceURI {
    let base = "http://schemas.microsoft.com/wbem/wsman/1/config"
    return ResourceURI(resource.isEmpty ? base : "\(base)/\(resource)")
  }
}
