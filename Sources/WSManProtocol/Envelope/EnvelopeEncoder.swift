public import XMLStream

/// Turns typed messages into bytes: requests in the style of the Windows client, answers in that of
/// the Windows service (`protocol.md` 2.3, 2.4). There is no XML declaration and no white space.
public enum EnvelopeEncoder {
  /// A request as bytes.
  ///
  /// - Parameter encoding: UTF-8, or UTF-16 with a byte-order mark.
  public static func encode(
    _ request: RequestEnvelope, encoding: TextEncoding = .utf8
  ) -> [UInt8] {
    var sink = EnvelopeSink(writer: XMLWriter())
    sink.write(request)
    return encoding.encode(sink.writer.bytes)
  }

  /// An answer as bytes.
  ///
  /// - Parameter encoding: that of the request; a Windows client refuses another one.
  public static func encode(
    _ response: ResponseEnvelope, encoding: TextEncoding = .utf8
  ) -> [UInt8] {
    var sink = EnvelopeSink(writer: XMLWriter(capacity: 4096))
    sink.write(response)
    return encoding.encode(sink.writer.bytes)
  }
}

/// The declarations on the root of messages, in the order of Windows (`protocol.md` 2.3).
enum Prefixes {
  static let s = ("s", Namespaces.soap)
  static let a = ("a", Namespaces.addressing)
  static let x = ("x", Namespaces.transfer)
  static let e = ("e", Namespaces.eventing)
  static let n = ("n", Namespaces.enumeration)
  static let w = ("w", Namespaces.wsman)
  static let p = ("p", Namespaces.microsoft)
  static let rsp = ("rsp", Namespaces.shell)

  static let request = XMLWriter.Declarations([s, a, w, p])
  static let enumeration = XMLWriter.Declarations([s, a, n, w, p])
  static let transfer = XMLWriter.Declarations([s, a, x, w, p])
  static let shell = XMLWriter.Declarations([s, a, w, p, rsp])
  static let shellTransfer = XMLWriter.Declarations([s, a, x, w, rsp, p])
  static let delete = XMLWriter.Declarations([s, a, w, p])
  static let fault = XMLWriter.Declarations([s, a, x, e, n, w, p])
}
