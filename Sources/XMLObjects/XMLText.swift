/// The characters that cannot stand as they are.
enum XMLText {
  static func escaped(_ text: String, inAttribute: Bool) -> String {
    guard text.utf8.contains(where: { "&<>\"\r\n\t".utf8.contains($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where inAttribute: result += "&quot;"
      case "\n" where inAttribute: result += "&#xA;"
      case "\r": result += "&#xD;"
      case "\t" where inAttribute: result += "&#x9;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
