import XMLStream

/// Reads `s:Fault`. Services differ much in what they tell; the number is found by the rules of
/// `protocol.md` 11.1.
enum FaultDecoder {
  static func decode(_ reader: inout XMLReader) throws(XMLError) -> WSManFault {
    var soapCode: SOAPFaultCode?
    var subcode: XMLName?
    var reason = ""
    var detail: XMLFragment?
    while try reader.nextChild() {
      switch reader.name.localName {
      case "Code": try readCode(&reader, &soapCode, &subcode)
      case "Reason":
        while try reader.nextChild() {
          let text = try reader.text()
          if reason.isEmpty { reason = text }
        }
      case "Detail": detail = try reader.fragment()
      default: try reader.skip()
      }
    }
    var fault = WSManFault(
      code: .responseInvalidSOAPFault, soapCode: soapCode ?? .receiver, subcode: subcode,
      detail: nil, reason: reason, message: "")
    let code = detail.flatMap { readDetail($0, &fault) }
    fault.code =
      code ?? subcode.flatMap { WSManErrorTable.code(subcode: $0, detail: fault.detail) }
      ?? numberOf(soapCode, reason)
    return fault
  }

  /// The number for a fault without subcode and without number; one that also does not say who is
  /// at fault, or why, is none of SOAP's.
  private static func numberOf(_ soapCode: SOAPFaultCode?, _ reason: String) -> WSManErrorCode {
    let isExplained = !reason.trimmingXMLSpace().isEmpty
    return switch soapCode {
    case .versionMismatch: .soapVersionMismatch
    case .mustUnderstand: .mustUnderstand
    case .dataEncodingUnknown: .soapDataEncodingUnknown
    case .sender? where isExplained, .receiver? where isExplained: .destinationUnreachable
    case .sender, .receiver, nil: .responseInvalidSOAPFault
    }
  }

  private static func readCode(
    _ reader: inout XMLReader, _ soapCode: inout SOAPFaultCode?, _ subcode: inout XMLName?
  ) throws(XMLError) {
    while try reader.nextChild() {
      switch reader.name.localName {
      case "Value":
        soapCode = SOAPFaultCode(rawValue: try reader.qualifiedName().localName) ?? soapCode
      case "Subcode":
        while try reader.nextChild() {
          if reader.name.localName == "Value", subcode == nil {
            subcode = corrected(try reader.qualifiedName())
          } else {
            try reader.skip()
          }
        }
      default: try reader.skip()
      }
    }
  }

  /// Spelling errors of known services.
  private static func corrected(_ subcode: XMLName) -> XMLName {
    subcode.localName == "EndpointUnavilable"
      ? XMLName(subcode.namespace, "EndpointUnavailable") : subcode
  }

  /// The last part of a detail URI, which is all that the many spellings of it share.
  private static func detailName(_ text: String) -> String? {
    let name = text.trimmingXMLSpace().split { $0 == "/" || $0 == ":" }.last.map(String.init)
    return switch name {
    case "AmbigousSelectors": "AmbiguousSelectors"
    case "AutherizationMode": "AuthorizationMode"
    case "CharechterSet": "CharacterSet"
    case "FormatSecurityTocken": "FormatSecurityToken"
    case "UriLimitExceeded": "URILimitExceeded"
    default: name
    }
  }

  /// Reads what is inside `s:Detail`.
  ///
  /// - Returns: the number, when the service gave one.
  private static func readDetail(
    _ element: XMLFragment, _ fault: inout WSManFault
  ) -> WSManErrorCode? {
    var code: WSManErrorCode?
    for child in element.children {
      switch child.localName {
      case "FaultDetail": fault.detail = detailName(child.text)
      case "WSManFault" where code == nil:
        code = number(child.attribute(localName: "Code"))
        fault.machine = child.attribute(localName: "Machine") ?? ""
        readMessage(child.child(localName: "Message"), &fault)
      default: fault.extensions.append(child)
      }
    }
    guard code == nil else { return code }
    // The error classes of WMI and OMI.
    for error in fault.extensions {
      guard let text = error.child(localName: "error_Code")?.text else { continue }
      fault.message =
        [error.child(localName: "error_WindowsErrorMessage"), error.child(localName: "Message")]
        .lazy.compactMap { $0?.text }.first { !$0.trimmingXMLSpace().isEmpty } ?? ""
      return number(text)
    }
    return nil
  }

  private static func readMessage(_ message: XMLFragment?, _ fault: inout WSManFault) {
    guard let message else { return }
    guard let element = message.child(localName: "ProviderFault") else {
      fault.message = message.text
      return
    }
    var provider = ProviderFault(
      provider: element.attribute(localName: "provider") ?? "",
      path: element.attribute(localName: "path") ?? "")
    var inner: XMLFragment?
    for child in element.children {
      if child.localName == "WSManFault", inner == nil {
        inner = child
      } else {
        provider.extensions.append(child)
      }
    }
    if let inner {
      provider.code = number(inner.attribute(localName: "Code"))
      provider.machine = inner.attribute(localName: "Machine") ?? ""
      provider.message = deepestMessage(inner)
    } else {
      provider.message = element.text
    }
    fault.provider = provider
  }

  /// The text of the innermost message; providers may pass on what others told them.
  private static func deepestMessage(_ fault: XMLFragment) -> String {
    var current = fault
    while let message = current.child(localName: "Message") {
      guard let provider = message.child(localName: "ProviderFault") else { return message.text }
      guard let next = provider.child(localName: "WSManFault") else { return provider.text }
      current = next
    }
    return ""
  }

  /// A number in decimal; signed ones, as some services write them, stand for the same bits.
  private static func number(_ text: String?) -> WSManErrorCode? {
    guard let text = text?.trimmingXMLSpace(), let value = Int64(text) else { return nil }
    if let unsigned = UInt32(exactly: value) { return WSManErrorCode(unsigned) }
    return Int32(exactly: value).map { WSManErrorCode(UInt32(bitPattern: $0)) }
  }
}
