/// The help of the `winrm` tool, in words of this project (`cmdlets.md` 7.7).
enum WinRMHelp {
  /// A page of the help.
  struct Page {
    let names: [String]
    let text: String

    init(_ names: String..., text: String) {
      self.names = names
      self.text = text
    }
  }

  private static let title = "Windows Remote Management Command Line Tool"

  /// The help or message that a command line asks for; `nil` when it asks for an operation.
  ///
  /// - Parameter width: the cells of a line of the window. Messages keep to one line, for scripts.
  static func text(for line: WinRMCommandLine, width: Int) -> String? {
    func page(_ topic: String?) -> String { flowed(Self.page(topic), width: width) }
    if line.asksForHelp { return page(line.operation.rawValue) }
    switch line.operation {
    case .help: return page(line.arguments.first)
    case .helpmsg:
      return WinRMHelpMessage.text(for: line.arguments.first ?? "") ?? page("helpmsg")
    default: return nil
    }
  }

  /// A page under the title; the main one for a topic that nobody knows.
  private static func page(_ topic: String?) -> String {
    if topic?.lowercased() == "all" { return all }
    return "\(title)\n\n\(topic.flatMap(find)?.text ?? main)\n"
  }

  private static func find(_ topic: String) -> Page? {
    let topic = topic.lowercased()
    func named(_ name: String) -> Page? { pages.first { $0.names.contains(name) } }
    if let page = named(topic) { return page }
    if let operation = WinRMOperation(word: topic) { return named(operation.rawValue) }
    let word = topic.hasPrefix("-") || topic.hasPrefix("/") ? String(topic.dropFirst()) : topic
    return WinRMSwitch(word: word).flatMap { named(self.topic(of: $0)) }
  }

  /// The topic that a switch belongs to.
  private static func topic(of option: WinRMSwitch) -> String {
    switch option {
    case .username, .password, .authentication, .certificate: "auth"
    case .proxyaccess, .proxyauthentication, .proxyusername, .proxypassword: "proxy"
    case .remote, .unencrypted, .usessl: "remoting"
    case .file: "input"
    case .returnType, .shallow, .basePropertiesOnly, .associations: "enumerate"
    case .quiet, .transport, .force: "quickconfig"
    default: "switches"
    }
  }

  private static var all: String {
    let line = String(repeating: "-", count: 70)
    let parts = pages.map { "\(line)\nTOPIC: winrm help \($0.names[0])\n\n\($0.text)\n" }
    return (["\(title)\n\n\(main)\n"] + parts).joined(separator: "\n")
  }

  /// All pages in the order of `winrm help all`.
  static var pages: [Page] { operations + topicPages }

  /// The names of all topics.
  static var topicNames: [String] { pages.map { $0.names[0] } + ["all"] }
}
