import XMLStream

extension ResourceURI {
  /// The remote shell in which commands run.
  public static let commandShell = shell.appending("cmd")
  /// The commands of remote shells.
  public static let shellCommands = shell.appending("Command")
}

/// The actions of remote shells (`protocol.md` 6.13 to 6.19).
public enum ShellAction: String, Sendable, CaseIterable {
  /// Start a command.
  case command = "Command"
  /// Feed a command.
  case send = "Send"
  /// Wait for output.
  case receive = "Receive"
  /// Interrupt or end a command.
  case signal = "Signal"
  /// Leave a shell without ending it.
  case disconnect = "Disconnect"
  /// Go on with a shell that was left.
  case reconnect = "Reconnect"
  /// Go on with a shell from elsewhere.
  case connect = "Connect"

  /// The action URI of the request.
  public var uri: String { "\(Namespaces.shell)/\(rawValue)" }

  /// The action URI of the answer.
  public var responseURI: String { uri + "Response" }

  /// The action with a URI; letter case counts, as everywhere in actions.
  public init?(uri: String) {
    let prefix = Namespaces.shell + "/"
    guard uri.hasPrefix(prefix) else { return nil }
    self.init(rawValue: String(uri.dropFirst(prefix.count)))
  }
}

/// What a signal does (`protocol.md` 17.6).
public enum ShellSignal: Sendable, Equatable {
  /// Ctrl-C.
  case interrupt
  /// Ctrl-Break.
  case breakKey
  /// Ends the command and forgets it.
  case terminate

  private static let base = Namespaces.shell + "/signal/"

  /// The URI as it is sent.
  public var uri: String {
    switch self {
    case .interrupt: Self.base + "ctrl_c"
    case .breakKey: Self.base + "ctrl_break"
    case .terminate: Self.base + "terminate"
    }
  }

  /// The signal with a URI; Windows' own client writes `Terminate`, and PowerShell has a URI of
  /// its own for Ctrl-C.
  public init?(uri: String) {
    switch uri.lowercased() {
    case ShellSignal.interrupt.uri, "powershell/signal/ctrl_c",
      "http://schemas.microsoft.com/powershell/signal/ctrl_c":
      self = .interrupt
    case ShellSignal.breakKey.uri: self = .breakKey
    case ShellSignal.terminate.uri: self = .terminate
    default: return nil
    }
  }
}

/// The names of the options of shells (`protocol.md` 17.1).
public enum ShellOption {
  /// Whether the user's profile is left alone.
  public static let noProfile = "WINRS_NOPROFILE"
  /// The code page of the streams; 65001 is UTF-8.
  public static let codePage = "WINRS_CODEPAGE"
  /// Whether input is typed, or comes from a pipe.
  public static let consoleInput = "WINRS_CONSOLEMODE_STDIN"
  /// Whether the program is started without `cmd`.
  public static let skipCommandShell = "WINRS_SKIP_CMD_SHELL"
  /// Whether the client waits again when there is nothing to receive.
  public static let keepAlive = "WSMAN_CMDSHELL_OPTION_KEEPALIVE"

  /// All of them.
  public static let all = [noProfile, codePage, consoleInput, skipCommandShell, keepAlive]
}

/// Names of elements of shells.
enum ShellNames {
  static func name(_ localName: String) -> XMLName { XMLName(Namespaces.shell, localName) }
}

extension XMLFragmentBuilder {
  /// An element of shells that holds a text.
  mutating func shell(_ localName: String, _ text: String) {
    element("rsp", ShellNames.name(localName), text: text)
  }
}

extension XMLFragment {
  /// An element of shells at the root of a body. The envelope declares its prefix, and only
  /// descriptions of shells declare it once more.
  static func shell(
    _ localName: String, declaresPrefix: Bool = false,
    _ fill: (inout XMLFragmentBuilder) -> Void = { _ in }
  ) -> XMLFragment {
    XMLFragment("rsp", ShellNames.name(localName)) { root in
      if declaresPrefix { root.declare("rsp", Namespaces.shell) }
      fill(&root)
    }
  }

  /// The text of a child, without white space around it; nil when there is no such child.
  func shellText(_ localName: String) -> String? {
    child(localName: localName).map { $0.text.trimmingXMLSpace() }
  }

  /// The words of a child; nil when there is no such child.
  func shellWords(_ localName: String) -> [String]? {
    shellText(localName)?.words
  }
}

extension String {
  /// The words of a list as schemas write it.
  var words: [String] {
    split { $0 == " " || $0 == "\t" || $0.isNewline }.map(String.init)
  }
}
