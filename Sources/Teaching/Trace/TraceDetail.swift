/// How much of an exchange is shown.
enum TraceDetail: String, Sendable, CaseIterable {
  /// One line.
  case line = "Line"
  /// The headers, one by one, with what each is for.
  case header = "Header"
  /// The whole messages.
  case envelope = "Envelope"

  /// Reads a name in any case; `Headers` is understood too.
  init?(reading text: String) {
    let lower = text.lowercased()
    guard
      let found = Self.allCases.first(where: {
        $0.rawValue.lowercased() == lower || $0.rawValue.lowercased() + "s" == lower
      })
    else { return nil }
    self = found
  }
}
