/// What usually lies behind a number, and what to try next.
public struct WSManErrorAdvice: Sendable, Equatable {
  /// Usual causes, the most frequent one first.
  public var causes: [String]
  /// What to try, in this order.
  public var remedies: [String]

  /// The advice for a number; `nil` for those that are hardly ever met.
  public static func advice(for code: WSManErrorCode) -> WSManErrorAdvice? {
    WSManErrorTable.symbol(for: code).flatMap { table[$0] }
  }

  /// Read at the first question: most runs of the program never ask.
  private static let table: [String: WSManErrorAdvice] = {
    var table: [String: WSManErrorAdvice] = [:]
    for part in [connection, trust, request, service] {
      add(part, to: &table)
    }
    return table
  }()

  /// A text has for each number a line with its symbol, lines `? cause` and lines `! remedy`.
  private static func add(_ text: String, to table: inout [String: WSManErrorAdvice]) {
    var symbol = ""
    for line in text.split(separator: "\n") {
      let rest = String(line.dropFirst(2))
      switch line.first {
      case "?": table[symbol]?.causes.append(rest)
      case "!": table[symbol]?.remedies.append(rest)
      default:
        symbol = String(line)
        table[symbol] = WSManErrorAdvice(causes: [], remedies: [])
      }
    }
  }
}
