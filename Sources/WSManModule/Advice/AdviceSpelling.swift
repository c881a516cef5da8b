import WSManClient

/// How a command writes what errors of connections advise. Their texts name parameters as
/// `Connect-WSMan` and `New-WSManSessionOption` have them; a command without them names what can be
/// typed instead, and leaves out the clause where there is nothing.
enum AdviceSpelling: CaseIterable {
  /// A cmdlet with all parameters of a connection.
  case cmdlet
  /// A command whose session has no options of its own: `Test-WSMan`, and those of the drive.
  case withoutOptions
  case winrm
  case winrs

  /// A text about a connection.
  ///
  /// - Parameter address: where the connection went to; nil when none was tried.
  func text(_ text: String, address: String? = nil) -> String {
    switch self {
    case .cmdlet: return text
    case .withoutOptions, .winrm, .winrs: break
    }
    var edited = EditedAdvice(text)
    var options = AdvisedOptions.all(in: text)[...]
    while let next = options.first {
      let run = text.alternatives(options) { place(of: $0) }
      options = options.dropFirst(run.count)
      if let last = run.last, run.count > 1, let place = place(of: next) {
        edited.replace(next.range.lowerBound..<last.range.upperBound, with: place)
      } else {
        spell(next, in: &edited, address)
      }
    }
    return edited.text
  }

  private func spell(_ options: AdvisedOptions, in text: inout EditedAdvice, _ address: String?) {
    // The tools take HTTPS from a URL too.
    let isLeft =
      options[.useSSL] != nil
      && text.original[..<options.range.lowerBound].hasSuffix("for HTTP leave ")
    let scheme = isLeft ? "https:// or " : ""
    switch self {
    case .cmdlet: break
    case .withoutOptions:
      if options.isOfSession {
        text.replace(
          options.range.lowerBound..<options.range.lowerBound,
          with: Self.connecting(to: address) + " ")
      } else if options[.connectionURI] != nil {
        // Another way to name the computer than by its parts is of no use where there is none.
        if text.original[..<options.range.lowerBound].hasSuffix(", or ") {
          text.removeClause(around: options.range)
        } else {
          text.replace(
            options.range.lowerBound..<options.range.lowerBound, with: "Connect-WSMan ")
        }
      }
    case .winrm:
      text.replace(options, with: WinRMAdvice.switches(for: options).map { scheme + $0 })
    case .winrs:
      text.replace(options, with: WinRSAdvice.switches(for: options).map { scheme + $0 })
    }
  }

  /// The one switch that says where the computer is, for parameters that say a part of it.
  private func place(of options: AdvisedOptions) -> String? {
    guard options.options.count == 1, let parameter = options.options.first?.parameter,
      [.computerName, .port, .applicationName, .connectionURI].contains(parameter)
    else { return nil }
    switch self {
    case .cmdlet, .withoutOptions: return nil
    case .winrm: return WinRMAdvice.remote
    case .winrs: return WinRSAdvice.remote
    }
  }

  /// The command that makes the same connection with options.
  private static func connecting(to address: String?) -> String {
    let client = ClientConfiguration()
    guard let address,
      let target = try? ConnectionTarget(connectionString: address, client: client)
    else { return "Connect-WSMan NAME" }
    let isSecure = target.transport == .https
    var words = ["Connect-WSMan", target.hostForURL]
    if isSecure { words.append("-UseSSL") }
    if target.port != (isSecure ? client.httpsPort : client.httpPort) {
      words += ["-Port", "\(target.port)"]
    }
    if target.path != client.urlPrefix { words += ["-ApplicationName", target.path] }
    return words.joined(separator: " ")
  }
}

extension String {
  /// The first options and those that are named beside them, such as `-ComputerName, -Port or
  /// -ConnectionURI`, as long as they have a place.
  fileprivate func alternatives(
    _ options: ArraySlice<AdvisedOptions>, _ place: (AdvisedOptions) -> String?
  ) -> ArraySlice<AdvisedOptions> {
    guard let first = options.first, place(first) != nil else { return options.prefix(1) }
    var end = options.startIndex + 1
    while end < options.endIndex, place(options[end]) != nil {
      let between = self[options[end - 1].range.upperBound..<options[end].range.lowerBound]
      guard [", ", " and ", " or ", ", and ", ", or "].contains(between) else { break }
      end += 1
    }
    return options[..<end]
  }
}
