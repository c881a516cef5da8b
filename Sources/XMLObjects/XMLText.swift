import XMLStream

/// The characters that cannot stand as they are.
enum XMLText {
  static func escaped(_ text: String, inAttribute: Bool) -> String {
    guard text.utf8.contains(where: { "&<>\"\r\n\t".utf8.contains($0) }) else { return text }
    return XMLMarkup.escaped(text) { scalar in
      switch scalar {
      case "'": "'"
      case "\"": inAttribute ? nil : "\""
      case "\n": inAttribute ? "&#xA;" : nil
      case "\r": "&#xD;"
      case "\t": inAttribute ? "&#x9;" : nil
      default: nil
      }
    }
  }
}
