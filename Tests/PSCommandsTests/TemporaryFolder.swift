import SystemFiles
import Testing

@testable import PSCommands

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif
/// A folder of the real file system that vanishes with the test.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/wsmansh-items-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    path = try #require(made.flatMap { SystemCalls.realPath($0) })
  }

  /// Writes a file below the folder, making the folders on its way.
  func write(_ name: String, _ text: String = "") throws {
    var folder = path
    for element in name.split(separator: "/").dropLast() {
      folder += "/" + element
      if !FileCalls.exists(folder) { try FileCalls.makeFolder(folder) }
    }
    try FileBytes.replace(path + "/" + name, with: Array(text.utf8))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try FileBytes.read(path + "/" + name), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileCalls.exists(path + "/" + name) }

  deinit { Self.remove(path) }

  private static func remove(_ path: String) {
    if let status = try? FileCalls.status(path), status.kind == .folder, !status.isLink {
      for name in (try? SystemCalls.names(in: path)) ?? [] { remove(path + "/" + name) }
      try? FileCalls.removeFolder(path)
    } else {
      try? FileCalls.removeFile(path)
    }
  }
}
