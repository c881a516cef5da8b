import PSEngine
import WireSecurity

/// A text of `-TextExtension`: `OID={text}VALUE`, where the value is a list of OIDs, or of pairs
/// `token=value` behind `&`.
struct CertificateTextExtension {
  private enum Kind {
    case enhancedKeyUsages, alternativeNames, basicConstraints
  }

  private static let kinds: [String: Kind] = [
    "2.5.29.37": .enhancedKeyUsages, "2.5.29.17": .alternativeNames,
    "2.5.29.19": .basicConstraints,
  ]

  private let text: String
  private let kind: Kind
  private let values: [Substring]

  /// - Throws: an error of an argument for other forms and other extensions.
  init(_ text: String) throws {
    self.text = text
    let (name, value) = Self.pair(text[...])
    // Which extensions are critical follows from what they are.
    var rest = value ?? ""
    if rest.lowercased().hasPrefix("{critical}") { rest = rest.dropFirst("{critical}".count) }
    guard rest.lowercased().hasPrefix("{text}") else {
      throw CertificateErrors.argument(
        "\"\(text)\" is no extension: write OID={text}VALUE, such as "
          + "2.5.29.17={text}upn=alice@contoso.com. Extensions in {hex} or {base64} are not supported."
      )
    }
    guard let kind = Self.kinds[name.trimmed] else {
      throw CertificateErrors.argument(
        "The extension \(name.trimmed) is not supported. 2.5.29.37 (enhanced key usage), 2.5.29.17 (subject "
          + "alternative name) and 2.5.29.19 (basic constraints) are.")
    }
    self.kind = kind
    values = rest.dropFirst("{text}".count).split { $0 == "&" || $0 == "," }
  }

  /// Adds what it says to a request.
  func apply(to request: inout CertificateRequest) throws {
    switch kind {
    case .enhancedKeyUsages:
      request.enhancedKeyUsages = try values.map { value in
        let parts = value.trimmed.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, parts.allSatisfy({ UInt32($0) != nil }) else {
          throw unknown(value)
        }
        return Certificate.KeyUsage(value.trimmed)
      }
    case .alternativeNames:
      for entry in values {
        guard case (let token, let name?) = Self.pair(entry) else { throw unknown(entry) }
        switch token.trimmed.lowercased() {
        case "dns", "ipaddress": request.dnsNames.append(name.trimmed)
        case "upn": request.principalNames.append(name.trimmed)
        case "email": request.mailAddresses.append(name.trimmed)
        default: throw unknown(entry)
        }
      }
    case .basicConstraints:
      for entry in values {
        let (token, value) = Self.pair(entry)
        switch (token.trimmed.lowercased(), value?.trimmed.lowercased() ?? "") {
        case ("ca", "true"), ("ca", "1"): request.kind = .authority
        case ("ca", "false"), ("ca", "0"): request.kind = .host
        case ("pathlength", let number):
          guard let length = UInt32(number) else { throw unknown(entry) }
          request.pathLength = length
        default: throw unknown(entry)
        }
      }
    }
  }

  private func unknown(_ entry: Substring) -> PSRuntimeError {
    CertificateErrors.argument("\"\(entry.trimmed)\" means nothing in the extension \"\(text)\".")
  }

  private static func pair(_ text: Substring) -> (Substring, Substring?) {
    guard let sign = text.firstIndex(of: "=") else { return (text, nil) }
    return (text[..<sign], text[text.index(after: sign)...])
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
