/// What is wrong in a lab file, and where.
public struct LabFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file as the user named it.
  public let file: String
  /// The line, counted from 1; nil when the trouble is with the file as a whole.
  public let line: Int?
  /// What is wrong and what is accepted.
  public let message: String

  /// An error in a file.
  public init(file: String, line: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  /// The error with its place in front, such as `my.yaml:12: ...`.
  public var description: String {
    line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}
