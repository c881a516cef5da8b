import Foundation
public import Testing

/// Reads the files in `Tests/Recordings`.
public enum Recordings {
  /// A request that was sent, and its answer.
  public struct Exchange: Sendable, CustomTestStringConvertible {
    /// The name of the file.
    public var file: String
    /// Its place in the file, from 1.
    public var number: Int
    /// What a client sent.
    public var request: String
    /// What the service answered.
    public var response: String

    /// How tests name it.
    public var testDescription: String { "\(file) #\(number)" }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Recordings")

  /// A file as text.
  public static func text(_ path: String) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  /// A file as bytes.
  public static func bytes(_ path: String) throws -> [UInt8] {
    Array(try text(path).utf8)
  }

  /// The exchanges of all files of pypsrp: one message a line.
  public static let exchanges: [Exchange] = {
    let path = folder.appending(path: "pypsrp").path()
    let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return files.filter { $0.hasSuffix(".yml") }.sorted().flatMap { file in
      let lines = ((try? text("pypsrp/\(file)")) ?? "").split(separator: "\n")
      var result: [Exchange] = []
      for line in lines {
        if let request = value(of: "- request: ", in: line) {
          result.append(
            Exchange(file: file, number: result.count + 1, request: request, response: ""))
        } else if let response = value(of: "  response: ", in: line) {
          result[result.count - 1].response = response
        }
      }
      return result
    }
  }()

  private static func value(of key: String, in line: Substring) -> String? {
    guard line.hasPrefix(key) else { return nil }
    let text = line.dropFirst(key.count)
    guard text.hasPrefix("'") else { return String(text) }
    return String(text.dropFirst().dropLast()).replacing("''", with: "'")
  }

  /// The documents of a file that holds several, each up to the end of its envelope.
  public static func documents(_ path: String, root: String) throws -> [String] {
    let end = "</\(root)>"
    return try text(path).split(separator: end).compactMap { part in
      guard let start = part.range(of: "<\(root)") else { return nil }
      return String(part[start.lowerBound...]) + end
    }
  }
}
