public import XMLStream

/// The input of Command: what is to run (`protocol.md` 6.14, 17.3).
public struct ShellCommandLine: Sendable, Equatable {
  /// The command.
  public var command: String
  /// The arguments as they were sent; the service puts blanks between them and quotes nothing.
  public var arguments: [String]
  /// The id of the command, when the client chose it.
  public var id: String?

  /// A command line.
  public init(_ command: String, arguments: [String] = [], id: String? = nil) {
    self.command = command
    self.arguments = arguments
    self.id = id
  }

  /// Reads `rsp:CommandLine`; nil when it names no command.
  public init?(element: XMLFragment) {
    guard element.localName == "CommandLine", let command = element.child(localName: "Command")
    else { return nil }
    self.command = command.text
    arguments = element.children.filter { $0.localName == "Arguments" }.map(\.text)
    id = element.attribute(localName: "CommandId")
  }

  /// The element `rsp:CommandLine`.
  public var element: XMLFragment {
    .shell("CommandLine") { line in
      if let id { line.attribute("CommandId", id) }
      line.shell("Command", command)
      for argument in arguments { line.shell("Arguments", argument) }
    }
  }

  /// The whole line as the computer gets it.
  public var text: String { ([command] + arguments).joined(separator: " ") }

  /// The answer to Command.
  public static func response(id: String) -> XMLFragment {
    .shell("CommandResponse") { $0.shell("CommandId", id) }
  }

  /// The id of the new command, from the answer to Command.
  public static func id(inResponse element: XMLFragment) -> String? {
    element.shellText("CommandId")
  }
}

/// A command of a shell, as an enumeration of them tells (`protocol.md` 6.18).
public struct ShellCommandDescription: Sendable, Equatable {
  /// The id.
  public var id: String
  /// The command line.
  public var line: String
  /// Whether it still runs.
  public var isRunning: Bool

  /// A command.
  public init(id: String, line: String, isRunning: Bool) {
    self.id = id
    self.line = line
    self.isRunning = isRunning
  }

  /// The element `rsp:Command`.
  public var element: XMLFragment {
    .shell("Command", declaresPrefix: true) { command in
      command.shell("CommandId", id)
      command.shell("CommandLine", line)
      command.shell("CommandState", isRunning ? "Running" : "Done")
    }
  }
}
