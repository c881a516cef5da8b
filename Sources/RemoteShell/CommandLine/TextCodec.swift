/// How text of a console becomes bytes: the code page of the shell.
struct TextCodec: Sendable {
  let codePage: Int

  /// UTF-8.
  static let utf8 = 65001
  /// That of a computer in the United States.
  static let standard = 437

  /// A code page; one that is not known works as 437.
  init(codePage: Int?) {
    self.codePage = codePage ?? Self.standard
  }

  /// The characters above 127 of the code pages that are known besides UTF-8.
  private static let upper: [Int: [Character]] = {
    let graphics = "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
    let page437 =
      "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»" + graphics
      + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}"
    let page850 =
      "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
      + "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}"
    let special = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ"
    let latin = (0xA0...0xFF).compactMap { UnicodeScalar($0).map(Character.init) }
    return [437: Array(page437), 850: Array(page850), 1252: Array(special) + latin]
  }()

  /// The bytes of a text; what the code page does not have becomes a question mark.
  func encode(_ text: String) -> [UInt8] {
    if codePage == Self.utf8 || text.utf8.allSatisfy({ $0 < 128 }) { return Array(text.utf8) }
    let table = Self.upper[codePage] ?? Self.upper[Self.standard] ?? []
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for character in text {
      if character == "\r\n" {
        bytes += [13, 10]
      } else if let ascii = character.asciiValue {
        bytes.append(ascii)
      } else if let index = table.firstIndex(of: character) {
        bytes.append(UInt8(truncatingIfNeeded: 128 + index))
      } else {
        bytes.append(UInt8(ascii: "?"))
      }
    }
    return bytes
  }

  /// The text of bytes.
  func decode(_ bytes: [UInt8]) -> String {
    guard codePage != Self.utf8, !bytes.allSatisfy({ $0 < 128 }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let table = Self.upper[codePage] ?? Self.upper[Self.standard] ?? []
    var text = ""
    for byte in bytes {
      let index = Int(byte) - 128
      if index < 0 {
        text.unicodeScalars.append(UnicodeScalar(byte))
      } else {
        text.append(table.indices.contains(index) ? table[index] : "?")
      }
    }
    return text
  }
}
