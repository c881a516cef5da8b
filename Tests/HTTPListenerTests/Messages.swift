/// Requests as clients write them, by hand, so that these tests do not depend on the encoder.
enum Messages {
  static let identify = """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
    xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">\
    <s:Header/><s:Body><wsmid:Identify/></s:Body></s:Envelope>
    """

  /// A Get of a part of the configuration.
  static func get(
    id: String = "11111111-1111-1111-1111-111111111111", resource: String = "config/client"
  ) -> String {
    """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
    xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
    xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header>\
    <a:To>http://127.0.0.1/wsman</a:To>\
    <w:ResourceURI s:mustUnderstand="true">\
    http://schemas.microsoft.com/wbem/wsman/1/\(resource)</w:ResourceURI>\
    <a:ReplyTo><a:Address s:mustUnderstand="true">\
    http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo>\
    <a:Action s:mustUnderstand="true">http://schemas.xmlsoap.org/ws/2004/09/transfer/Get</a:Action>\
    <w:MaxEnvelopeSize s:mustUnderstand="true">512000</w:MaxEnvelopeSize>\
    <a:MessageID>uuid:\(id)</a:MessageID>\
    <w:OperationTimeout>PT60.000S</w:OperationTimeout></s:Header><s:Body/></s:Envelope>
    """
  }

  /// A POST with a message.
  static func post(
    _ body: String, path: String = "/wsman", headers: [String] = [authorization],
    contentType: String = "application/soap+xml;charset=UTF-8", version: String = "1.1"
  ) -> String {
    let lines =
      ["POST \(path) HTTP/\(version)", "Host: 127.0.0.1", "Content-Type: \(contentType)"]
      + headers + ["Content-Length: \(body.utf8.count)", "", body]
    return lines.joined(separator: "\r\n")
  }

  /// Basic credentials of the account `wsman` with the password `secret`.
  static let authorization = "Authorization: Basic d3NtYW46c2VjcmV0"
}

extension String {
  /// The lines of an answer's header.
  var headerLines: [String] {
    components(of: "\r\n\r\n").first?.components(of: "\r\n") ?? []
  }

  /// The body of an answer.
  var body: String {
    components(of: "\r\n\r\n").dropFirst().joined(separator: "\r\n\r\n")
  }

  private func components(of separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
