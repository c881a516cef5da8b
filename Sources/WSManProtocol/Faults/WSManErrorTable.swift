public import XMLStream

/// What is known about the numbers of Windows: the symbol, the text in words of this project, and
/// for those that a service answers with, the SOAP fault.
public enum WSManErrorTable {
  /// A SOAP fault that has a number.
  public struct Row: Sendable {
    /// The number.
    public let code: WSManErrorCode
    /// Who is at fault.
    public let soapCode: SOAPFaultCode
    /// The kind of fault; nil for those of SOAP itself.
    public let subcode: XMLName?
    /// The last part of the URI in `w:FaultDetail`.
    public let detail: String?

    init(
      _ code: UInt32, _ soapCode: SOAPFaultCode, _ subcode: String? = nil, detail: String? = nil
    ) {
      self.code = WSManErrorCode(code)
      self.soapCode = soapCode
      self.subcode = subcode.map(Self.name)
      self.detail = detail
    }

    /// The name behind the prefixes that the table uses.
    private static func name(_ text: String) -> XMLName {
      let namespace =
        switch text.first {
        case "a": Namespaces.addressing
        case "n": Namespaces.enumeration
        case "e": Namespaces.eventing
        case "x": Namespaces.transfer
        case "b": Namespaces.cimBinding
        default: Namespaces.wsman
        }
      return XMLName(namespace, String(text.dropFirst(2)))
    }
  }

  /// The fault of a number; nil for numbers with which no service answers by a kind of their own.
  public static func row(for code: WSManErrorCode) -> Row? {
    find(code.rawValue, in: rows) { $0.code.rawValue }
  }

  /// The number for a fault that came without one: the first with this kind and detail, else with
  /// this kind and no detail, else with this kind.
  public static func code(subcode: XMLName, detail: String?) -> WSManErrorCode? {
    let alike = rows.filter { row in
      // A service that forgot to declare the prefix still named the kind.
      subcode.namespace.isEmpty
        ? row.subcode?.localName == subcode.localName : row.subcode == subcode
    }
    let match =
      alike.first { $0.detail == detail } ?? alike.first { $0.detail == nil } ?? alike.first
    return match?.code
  }

  /// The symbol in the headers of Windows, such as `ERROR_WSMAN_RESOURCE_NOT_FOUND`.
  public static func symbol(for code: WSManErrorCode) -> String? {
    entry(code)?.symbol
  }

  /// The text for a number, for every number.
  public static func text(for code: WSManErrorCode) -> String {
    guard let entry = entry(code) else {
      return "The operation failed with the error \(code) (\(code.hexadecimal))."
    }
    return entry.text.isEmpty
      ? "The operation failed with the error \(entry.symbol) (\(code.hexadecimal))." : entry.text
  }

  /// A text of the table with names in place of `COMPUTER` and `PLUGIN` in the commands that it tells
  /// to type; a name that is not known leaves the place as it is.
  public static func naming(
    computer: String?, plugin: String? = nil, in text: String
  ) -> String {
    let places = [
      ("WSMan:\\COMPUTER\\", "WSMan:\\\(computer ?? "")\\", computer),
      ("TrustedHosts COMPUTER", "TrustedHosts \(computer ?? "")", computer),
      ("\\PLUGIN\\", "\\\(plugin ?? "")\\", plugin),
    ]
    return places.reduce(text) { text, place in
      place.2 == nil ? text : text.replacing(place.0, with: place.1)
    }
  }

  /// All numbers, in order.
  public static var codes: [WSManErrorCode] {
    WSManErrorCatalogue.entries.map { WSManErrorCode($0.code) }
  }

  private static func entry(_ code: WSManErrorCode) -> WSManErrorCatalogue.Entry? {
    find(code.rawValue, in: WSManErrorCatalogue.entries) { $0.code }
  }

  private static func find<Element>(
    _ code: UInt32, in list: [Element], key: (Element) -> UInt32
  ) -> Element? {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if key(list[middle]) < code { low = middle + 1 } else { high = middle }
    }
    return low < list.count && key(list[low]) == code ? list[low] : nil
  }
}
