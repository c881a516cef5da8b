/// Why a text of class declarations cannot be read.
public struct MOFError: Error, Hashable, CustomStringConvertible {
  /// The line of the place, counted from 1.
  public let line: Int
  /// What is wrong there.
  public let problem: String

  /// A mistake at a line, counted from 1.
  public init(line: Int, problem: String) {
    self.line = line
    self.problem = problem
  }

  /// The line and the problem.
  public var description: String { "line \(line): \(problem)" }
}
