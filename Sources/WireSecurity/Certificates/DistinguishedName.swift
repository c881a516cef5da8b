import COpenSSL

/// The name of an owner or an issuer, written as Windows does: the last part first,
/// `CN=server01, OU=Servers, O=Contoso`.
struct DistinguishedName {
  /// The whole name.
  let text: String
  /// The last common name in it; nil when it has none.
  let commonName: String?

  /// Reads a name.
  init(_ name: OpaquePointer, _ openSSL: OpenSSLLibrary) {
    let functions = openSSL.functions.pointee
    var parts: [String] = []
    var commonName: String?
    for place in 0..<functions.X509_NAME_entry_count(name) {
      guard let entry = functions.X509_NAME_get_entry(name, place),
        let object = functions.X509_NAME_ENTRY_get_object(entry),
        let data = functions.X509_NAME_ENTRY_get_data(entry)
      else { continue }
      var start: UnsafeMutablePointer<UInt8>?
      let count = functions.ASN1_STRING_to_UTF8(&start, data)
      guard count >= 0, let start else { continue }
      defer { functions.CRYPTO_free(start, nil, 0) }
      let value = String(
        decoding: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
      let kind = functions.OBJ_obj2nid(object)
      if kind == NID_commonName { commonName = value }
      let label = Self.labels[kind] ?? openSSL.identifier(object).map { "OID.\($0)" } ?? "?"
      parts.append("\(label)=\(Self.quoted(value))")
    }
    text = parts.reversed().joined(separator: ", ")
    self.commonName = commonName
  }

  /// Takes a name apart as people type it.
  ///
  /// - Throws: ``CertificateError`` when it is no such name.
  static func parts(
    of text: String
  ) throws(CertificateError) -> [(kind: Int32, value: String)] {
    var parts: [(kind: Int32, value: String)] = []
    for part in pieces(of: text) {
      guard let equals = part.firstIndex(of: "=") else {
        throw .refused("\"\(part)\" in the subject is not of the form CN=name")
      }
      let label = trimmed(part[..<equals]).uppercased()
      let kind = labels.first { $0.value == label || (label == "ST" && $0.value == "S") }?.key
      guard let kind else { throw .refused("the subject has the unknown part \"\(label)\"") }
      let value = trimmed(part[part.index(after: equals)...])
      guard !value.isEmpty, value.utf8.count <= 64 else {
        throw .refused("the part \(label) of the subject must have 1 to 64 characters")
      }
      parts.append((kind, value))
    }
    guard !parts.isEmpty else { throw .refused("the subject is empty") }
    return parts
  }

  private static let labels: [Int32: String] = [
    NID_commonName: "CN", NID_organizationName: "O", NID_organizationalUnitName: "OU",
    NID_countryName: "C", NID_stateOrProvinceName: "S", NID_localityName: "L",
    NID_domainComponent: "DC", NID_pkcs9_emailAddress: "E", NID_title: "T", NID_givenName: "G",
    NID_surname: "SN", NID_serialNumber: "SERIALNUMBER", NID_streetAddress: "STREET",
  ]

  /// A value in quotes when it has characters that would end it.
  private static func quoted(_ value: String) -> String {
    guard value.contains(where: { ",+=\"\n<>#;".contains($0) }) else { return value }
    return "\"\(value.replacing("\"", with: "\"\""))\""
  }

  /// The parts between commas that are not in quotes.
  private static func pieces(of text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var isQuoted = false
    for index in text.indices {
      if text[index] == "\"" { isQuoted.toggle() }
      guard text[index] == ",", !isQuoted else { continue }
      pieces.append(text[start..<index])
      start = text.index(after: index)
    }
    pieces.append(text[start...])
    return pieces
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    if text.count >= 2, text.first == "\"", text.last == "\"" {
      return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
    }
    return String(text)
  }
}
