/// The texts of a page, each once. Messages are split into their mark-up, which is nearly always the
/// same, and the texts in it.
struct StringPool {
  private(set) var texts: [String] = [""]
  private var numbers: [String: Int] = ["": 0]
  private var bytes = 0
  /// When this many bytes are in the pool, long texts that are not there yet are left out.
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// The number of a text.
  mutating func number(_ text: String) -> Int {
    if let known = numbers[text] { return known }
    let size = text.utf8.count
    if bytes > limit, size > 200 { return number("(left out, so that the page opens quickly)") }
    let number = texts.count
    numbers[text] = number
    texts.append(text)
    bytes += size
    return number
  }

  /// What stands for a text in the mark-up of a message.
  static let hole: UInt8 = 1

  /// A message as the numbers of its mark-up, with holes, and of the texts for them.
  mutating func message(_ xml: [UInt8]) -> [Int] {
    var markup: [UInt8] = []
    var parts: [Int] = []
    var text: [UInt8] = []
    var isInTag = false
    for byte in xml {
      switch byte {
      case UInt8(ascii: "<"):
        if !text.isEmpty {
          parts.append(number(String(decoding: text, as: UTF8.self)))
          markup.append(Self.hole)
          text.removeAll(keepingCapacity: true)
        }
        isInTag = true
        markup.append(byte)
      case UInt8(ascii: ">") where isInTag:
        isInTag = false
        markup.append(byte)
      default:
        if isInTag { markup.append(byte) } else { text.append(byte) }
      }
    }
    if !text.isEmpty {
      parts.append(number(String(decoding: text, as: UTF8.self)))
      markup.append(Self.hole)
    }
    return [number(String(decoding: markup, as: UTF8.self))] + parts
  }
}
