import WSManClient

/// A parameter of a connection, as `Connect-WSMan` and `New-WSManSessionOption` have it: what fails to
/// connect advises in these names.
enum AdvisedParameter: String, CaseIterable {
  case computerName = "ComputerName"
  case port = "Port"
  case applicationName = "ApplicationName"
  case connectionURI = "ConnectionURI"
  case useSSL = "UseSSL"
  case credential = "Credential"
  case authentication = "Authentication"
  case certificateThumbprint = "CertificateThumbprint"
  case sessionOption = "SessionOption"
  case noEncryption = "NoEncryption"
  case operationTimeout = "OperationTimeout"
  case skipCACheck = "SkipCACheck"
  case skipCNCheck = "SkipCNCheck"
  case skipRevocationCheck = "SkipRevocationCheck"
  case spnPort = "SPNPort"
  case proxyAccessType = "ProxyAccessType"
  case proxyAuthentication = "ProxyAuthentication"
  case proxyCredential = "ProxyCredential"

  /// Whether a word behind it is its value: a place to fill in, such as `NAME`, or one of those that
  /// there are.
  func takes(_ word: Substring) -> Bool {
    switch self {
    case .authentication, .proxyAuthentication:
      AuthenticationMechanism.allCases.contains { $0.displayName == word }
    case .proxyAccessType: word.hasPrefix("Proxy")
    case .credential, .certificateThumbprint, .operationTimeout, .proxyCredential:
      word.count > 1 && word.allSatisfy(\.isUppercase)
    default: false
    }
  }
}

/// A parameter with its value, where the text has one.
struct AdvisedOption: Equatable {
  let parameter: AdvisedParameter
  var value: String?
}

/// Parameters that stand together in a text, such as `-Authentication Negotiate -Credential NAME`.
struct AdvisedOptions {
  let range: Range<String.Index>
  let options: [AdvisedOption]
  /// Whether they are options of a session: `-SessionOption (New-WSManSessionOption …)`.
  let isOfSession: Bool

  subscript(_ parameter: AdvisedParameter) -> AdvisedOption? {
    options.first { $0.parameter == parameter }
  }

  /// All of them in a text, in their order.
  static func all(in text: String) -> [AdvisedOptions] {
    (typed(in: text) + described(in: text)).sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Those that a text describes: `the OperationTimeout of New-WSManSessionOption`.
  private static func described(in text: String) -> [AdvisedOptions] {
    text.ranges(of: " of New-WSManSessionOption").compactMap { range in
      let before = text[..<range.lowerBound]
      guard let start = before.ranges(of: "the ").last,
        let parameter = AdvisedParameter(rawValue: String(before[start.upperBound...]))
      else { return nil }
      return AdvisedOptions(
        range: start.lowerBound..<range.upperBound, options: [AdvisedOption(parameter: parameter)],
        isOfSession: false)
    }
  }

  private static func typed(in text: String) -> [AdvisedOptions] {
    var found: [AdvisedOptions] = []
    var place = text.startIndex
    while let dash = text[place...].firstIndex(of: "-") {
      var reader = Reader(text, dash)
      if text[..<dash].last.map({ $0.isWhitespace }) ?? true, let options = reader.read() {
        found.append(options)
        place = options.range.upperBound
      } else {
        place = text.index(after: dash)
      }
    }
    return found
  }

  private struct Reader {
    private let text: String
    private let start: String.Index
    private var rest: Substring

    init(_ text: String, _ start: String.Index) {
      self.text = text
      self.start = start
      rest = text[start...]
    }

    mutating func read() -> AdvisedOptions? {
      guard let first = option() else { return nil }
      if first.parameter == .sessionOption, let options = ofSession() { return options }
      let options = [first] + more()
      return AdvisedOptions(range: start..<rest.startIndex, options: options, isOfSession: false)
    }

    private mutating func ofSession() -> AdvisedOptions? {
      let place = rest
      if take(" (New-WSManSessionOption") {
        let options = more()
        if !options.isEmpty, take(")") {
          return AdvisedOptions(range: start..<rest.startIndex, options: options, isOfSession: true)
        }
      }
      rest = place
      return nil
    }

    private mutating func more() -> [AdvisedOption] {
      var options: [AdvisedOption] = []
      while true {
        let place = rest
        guard take(" "), let next = option() else {
          rest = place
          return options
        }
        options.append(next)
      }
    }

    private mutating func option() -> AdvisedOption? {
      guard take("-") else { return nil }
      let name = rest.prefix { $0.isLetter }
      guard let parameter = AdvisedParameter(rawValue: String(name)) else { return nil }
      rest = rest[name.endIndex...]
      let place = rest
      if take(" ") {
        let word = rest.prefix { $0.isLetter }
        if parameter.takes(word) {
          rest = rest[word.endIndex...]
          return AdvisedOption(parameter: parameter, value: String(word))
        }
      }
      rest = place
      return AdvisedOption(parameter: parameter)
    }

    private mutating func take(_ prefix: String) -> Bool {
      guard rest.hasPrefix(prefix) else { return false }
      rest = rest.dropFirst(prefix.count)
      return true
    }
  }
}
