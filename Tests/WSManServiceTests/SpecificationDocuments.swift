import Foundation
import XMLStream

/// The documents that the specification prints, by resource URI and selectors.
enum SpecificationDocuments {
  /// One setting as the specification describes it.
  struct Setting: Decodable {
    struct BadValue: Decodable {
      let code: UInt32
    }
    struct Policy: Decodable {
      let value: String
    }
    let id: String
    let element: String
    let resourceUri: String
    let type: String
    let access: String
    let min: UInt32?
    let max: UInt32?
    let badValue: BadValue
    let policy: Policy?

    /// The path of the resource below the base.
    var path: String { String(resourceUri.dropFirst(TestComputer.base.utf8.count)) }
    var isNumber: Bool { type.hasPrefix("uint32") }
  }

  private struct Specification: Decodable {
    let documents: [String: String]
    let settings: [Setting]
  }

  static func load() throws -> [String: String] {
    try specification().documents
  }

  static func settings() throws -> [Setting] {
    try specification().settings
  }

  private static func specification() throws -> Specification {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Specification/configuration.json")
    return try JSONDecoder().decode(Specification.self, from: Data(contentsOf: file))
  }

  /// The document in the form in which it travels, without white space between elements.
  static func compact(_ text: String) throws -> String {
    try XMLFragment(parsing: text).description
  }
}
