public import Foundation

/// A folder of the real file system that is gone with the last reference to it.
public final class ThrowawayFolder: Sendable {
  /// Its path without links.
  public let path: String

  /// Makes it.
  public init() throws {
    let url = FileManager.default.temporaryDirectory
      .appending(path: "wsmansh-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in it.
  public func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Makes a file anew, and the folders on its way.
  /// - Returns: its path.
  @discardableResult
  public func write(_ data: Data, to name: String) throws -> String {
    let file = URL(filePath: self(name))
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file, options: .atomic)
    return file.path
  }

  /// Makes a file of text anew, and the folders on its way.
  /// - Returns: its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    try write(Data(text.utf8), to: name)
  }

  /// The text of a file.
  public func text(_ name: String) throws -> String {
    try String(contentsOfFile: self(name), encoding: .utf8)
  }

  /// Whether there is something of that name.
  public func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self(name)) }

  /// What is in it, in order.
  public var names: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path).sorted()) ?? []
  }
}
