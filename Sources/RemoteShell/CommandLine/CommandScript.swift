/// A command line of `cmd`, taken apart: commands joined by `&`, `||`, `&&` and `|`, each with its
/// redirections.
struct CommandScript: Sendable, Equatable {
  /// Where a stream of a command goes, or comes from.
  enum Redirection: Sendable, Equatable {
    case input(path: String)
    case output(stream: Int, path: String, appends: Bool)
    /// `2>&1`.
    case same(stream: Int, as: Int)
  }

  /// A command, commands in parentheses, or a statement that decides what runs.
  enum Stage: Sendable, Equatable {
    case command(String, [Redirection])
    indirect case group(CommandScript, [Redirection])
    indirect case condition(CommandCondition, then: CommandScript, otherwise: CommandScript?)
    indirect case loop(CommandLoop, body: CommandScript)
  }

  /// What stands on both sides of `|`.
  typealias Pipeline = [Stage]
  /// What stands on both sides of `&&`.
  typealias AllOf = [Pipeline]
  /// What stands on both sides of `||`.
  typealias AnyOf = [AllOf]

  /// What stands on both sides of `&`.
  var items: [AnyOf] = []
}

/// What `if` asks. Its texts still have the variables of loops in them.
struct CommandCondition: Sendable, Equatable {
  /// How two texts are compared; numbers by their value.
  enum Comparison: String, Sendable {
    case equal = "equ"
    case notEqual = "neq"
    case less = "lss"
    case lessOrEqual = "leq"
    case greater = "gtr"
    case greaterOrEqual = "geq"
  }

  /// What is asked.
  enum Test: Sendable, Equatable {
    /// The exit code of the command before is at least a number.
    case errorLevel(String)
    case exists(String)
    case defined(String)
    /// `==`: the texts are the same.
    case same(String, String)
    case compare(String, Comparison, String)
  }

  var ignoresCase = false
  var isNegated = false
  var test: Test
}

/// What `for` goes through.
struct CommandLoop: Sendable, Equatable {
  /// What stands in the parentheses.
  enum Kind: Sendable, Equatable {
    /// Words, and files for those with wildcards.
    case words
    /// `/d`: the same with folders.
    case folders
    /// `/r`: the set in a folder and in each one below it; nil for where the command runs.
    case tree(root: String?)
    /// `/l`: a start, a step and an end.
    case numbers
    /// `/f`: the lines of files, of a text or of what a command writes.
    case lines(options: String)
  }

  var kind = Kind.words
  var variable: Character
  /// As it is written.
  var set: String
  /// What runs each time, as it is written.
  var text = ""
}

/// Something that `cmd` does not understand.
struct CommandSyntaxError: Error, Equatable {
  /// The text of Windows, without its line end.
  let text: String

  static func unexpected(_ token: String) -> CommandSyntaxError {
    CommandSyntaxError(text: "\(token) was unexpected at this time.")
  }

  static let incorrect = CommandSyntaxError(text: "The syntax of the command is incorrect.")
}
