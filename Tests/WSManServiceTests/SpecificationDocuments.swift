import Foundation
import XMLStream

/// The documents that the specification prints, by resource URI and selectors.
enum SpecificationDocuments {
  private struct Specification: Decodable {
    let documents: [String: String]
  }

  static func load() throws -> [String: String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Specification/configuration.json")
    return try JSONDecoder().decode(Specification.self, from: Data(contentsOf: file)).documents
  }

  /// The document in the form in which it travels, without white space between elements.
  static func compact(_ text: String) throws -> String {
    try XMLFragment(parsing: text).description
  }
}
