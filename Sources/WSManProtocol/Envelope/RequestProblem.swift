public import XMLStream

/// Something wrong with a request that could still be read. The service answers the first one,
/// each when its checks have come to that stage (`protocol.md` 11.4).
public enum RequestProblem: Sendable, Equatable {
  /// A header that must be there is not.
  case missingHeader(XMLName)
  /// A header that must be there once is there more often.
  case repeatedHeader(XMLName)
  /// A header that must be understood and is not; the prefix is for the answer.
  case notUnderstood(prefix: String, XMLName)
  /// A header with a value that does not fit it.
  case invalidHeader(XMLName, value: String)
  /// An address for answers or faults that is not the anonymous role.
  case addressNotAnonymous(XMLName)
  /// `w:Locale` or `p:DataLocale` marked as must-understand.
  case localeMustBeUnderstood(XMLName)
  /// `w:FragmentTransfer` without the mark that it must be understood.
  case fragmentTransferNotMandatory
  /// The body does not hold the element that its action needs.
  case missingBodyElement(XMLName)
  /// An element of the body has a value that does not fit it.
  case invalidBodyElement(XMLName, value: String)

  /// The stages of checking at which problems are answered, in order.
  public enum Stage: Int, Sendable, Comparable {
    /// Headers that must be there.
    case requiredHeaders
    /// Headers that must be understood.
    case mustUnderstand
    /// The values of headers.
    case headerValues
    /// The addresses for answers.
    case addressing
    /// The resource URI.
    case resource
    /// The fragment header.
    case fragment
    /// The body.
    case body

    /// Earlier stages are smaller.
    public static func < (left: Stage, right: Stage) -> Bool { left.rawValue < right.rawValue }
  }

  /// When the problem is answered.
  public var stage: Stage {
    switch self {
    case .missingHeader(let name):
      name == HeaderNames.resourceURI ? .resource : .requiredHeaders
    case .repeatedHeader: .requiredHeaders
    case .notUnderstood: .mustUnderstand
    case .invalidHeader(let name, _):
      name == HeaderNames.fragmentTransfer ? .fragment : .headerValues
    case .localeMustBeUnderstood: .headerValues
    case .addressNotAnonymous: .addressing
    case .fragmentTransferNotMandatory: .fragment
    case .missingBodyElement, .invalidBodyElement: .body
    }
  }

  /// The fault that answers the problem.
  public var fault: WSManFault {
    switch self {
    case .missingHeader(let name):
      if name == HeaderNames.resourceURI { return WSManFault(.invalidResourceURI) }
      if name == HeaderNames.messageID { return WSManFault(.invalidMessageInformationHeader) }
      return WSManFault(
        .messageInformationHeaderRequired,
        message: "The request lacks the header \(name.localName), which it must have.")
    case .repeatedHeader(let name):
      return WSManFault(
        .invalidMessageInformationHeader,
        message: "The request has the header \(name.localName) more than once.")
    case .notUnderstood(let prefix, let name):
      var fault = WSManFault(
        .mustUnderstand,
        message: "The header \(name.localName) must be understood, and this service does not "
          + "know it.")
      fault.notUnderstood = [.init(prefix: prefix, name: name)]
      return fault
    case .invalidHeader(let name, let value):
      return WSManFault(
        .invalidMessageInformationHeader,
        message: "The header \(name.localName) has the value \"\(value.prefix(256))\", which "
          + "is not valid for it.")
    case .localeMustBeUnderstood(let name):
      return WSManFault(.mustUnderstandOnLocaleUnsupported, detail: name.localName)
    case .addressNotAnonymous: return WSManFault(.unsupportedAddressingMode)
    case .fragmentTransferNotMandatory: return WSManFault(.invalidMessageInformationHeader)
    case .missingBodyElement(let name):
      return WSManFault(
        .invalidSOAPBody, message: "The body lacks the element \(name.localName).")
    case .invalidBodyElement(let name, let value):
      return WSManFault(
        .invalidSOAPBody,
        message: "The element \(name.localName) of the body has the value "
          + "\"\(value.prefix(256))\", which is not valid for it.")
    }
  }
}
