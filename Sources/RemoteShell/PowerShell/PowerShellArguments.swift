import PSEngine
import WSManProtocol

/// What the command line of `powershell` asks for.
struct PowerShellArguments: Equatable {
  /// What is to run.
  enum Work: Equatable {
    case script(String)
    /// What comes from the input.
    case input
    /// A script with its arguments.
    case file(String, arguments: [String])
    case help
  }

  var work = Work.input
  /// Whether the script came as base64.
  var isEncoded = false
  /// Whether errors are written as text whatever else would be done.
  var writesText = false
  var isInteractive = true
  /// Which scripts run; nil as the computer says.
  var policy: ExecutionPolicy?

  /// What is wrong with a command line.
  struct Mistake: Error, Equatable {
    let text: String
  }

  /// Options with a value that changes nothing here.
  private static let ignoredValues = [
    "inputformat", "windowstyle", "version", "configurationname",
    "psconsolefile",
  ]
  private static let ignored = ["nologo", "noprofile", "sta", "mta", "noexit"]

  /// Reads the arguments; names of options may be cut short.
  init(_ rest: String) throws(Mistake) {
    var words = CommandArguments.split(rest)[...]
    while let word = words.popFirst() {
      if word == "-" { return }
      guard let first = word.first, first == "-" || first == "/", word.count > 1 else {
        // What is no option is the beginning of a script.
        setScript([word] + words)
        return
      }
      let name = word.dropFirst().lowercased()
      switch name {
      case "?", "h", "help":
        work = .help
        return
      case _ where Self.isShort(name, for: "command"):
        guard let first = words.first else { throw Mistake(text: Self.missing(word)) }
        if first == "-" { return }
        setScript(Array(words))
        return
      case "enc", "ec",
        _ where Self.isShort(name, for: "encodedcommand"):
        guard let value = words.popFirst() else { throw Mistake(text: Self.missing(word)) }
        guard let script = Self.decode(value) else {
          throw Mistake(
            text: "Cannot process the command because the value specified with -EncodedCommand is "
              + "not properly encoded. The value must be Base64 encoded.")
        }
        work = .script(script)
        isEncoded = true
      case _ where Self.isShort(name, for: "file"):
        guard let value = words.popFirst() else { throw Mistake(text: Self.missing(word)) }
        work = .file(value, arguments: Array(words))
        return
      case _ where Self.isShort(name, for: "noninteractive", atLeast: 4): isInteractive = false
      case _ where Self.isShort(name, for: "outputformat"):
        guard let value = words.popFirst() else { throw Mistake(text: Self.missing(word)) }
        writesText = value.lowercased() == "text"
      case _ where Self.ignored.contains { Self.isShort(name, for: $0, atLeast: 3) }: break
      case "ep",
        _ where Self.isShort(name, for: "executionpolicy", atLeast: 2):
        guard let value = words.popFirst() else { throw Mistake(text: Self.missing(word)) }
        guard let policy = ExecutionPolicy(name: value) else {
          throw Mistake(
            text: "The value '\(value)' of -ExecutionPolicy is no execution policy: "
              + ExecutionPolicy.enumType.members.map(\.name).joined(separator: ", ") + ".")
        }
        self.policy = policy
      case _ where Self.ignoredValues.contains { Self.isShort(name, for: $0) }:
        guard words.popFirst() != nil else { throw Mistake(text: Self.missing(word)) }
      default:
        setScript([word] + words)
        return
      }
    }
  }

  private mutating func setScript(_ words: [String]) {
    work = .script(words.joined(separator: " "))
  }

  private static func isShort(_ name: String, for option: String, atLeast count: Int = 1) -> Bool {
    name.count >= count && option.hasPrefix(name)
  }

  private static func missing(_ option: String) -> String {
    "Cannot process the command because of a missing parameter. A value is expected after \(option)."
  }

  /// UTF-16 in base64.
  private static func decode(_ text: String) -> String? {
    guard let bytes = StreamText.decode(text), bytes.count % 2 == 0 else { return nil }
    let units = stride(from: 0, to: bytes.count, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
    return String(decoding: units, as: UTF16.self)
  }
}
