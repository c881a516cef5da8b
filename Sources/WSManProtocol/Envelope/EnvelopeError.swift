public import XMLStream

/// Why a message could not be read at all.
public struct EnvelopeError: Error, Sendable, Equatable {
  /// The kinds of failure.
  public enum Kind: Sendable, Equatable {
    /// The XML was refused.
    case xml(XMLError)
    /// The root is no SOAP envelope, or one of another version than 1.2.
    case notSOAP12
    /// There is no header where one must be, or more than one.
    case header
    /// There is no body, or more than one.
    case body
    /// The answer does not hold what its action promises: what is missing and the number for it.
    case content(String, WSManErrorCode)
  }

  /// What is wrong.
  public let kind: Kind
  /// The id of the message, when it had been read before.
  public let messageID: MessageID?

  /// An error.
  public init(_ kind: Kind, messageID: MessageID? = nil) {
    self.kind = kind
    self.messageID = messageID
  }

  /// The fault with which a service answers (`protocol.md` 11.4).
  public var fault: WSManFault {
    switch kind {
    case .xml(let error):
      switch error.kind {
      case .encoding: return WSManFault(.characterSet, message: error.description)
      case .limit: return WSManFault(.encodingLimit, message: error.description)
      default:
        var fault = WSManFault(.invalidXML, message: error.description)
        fault.subcode = XMLName(Namespaces.wsman, "SchemaValidationError")
        return fault
      }
    case .notSOAP12: return WSManFault(.soapVersionMismatch)
    case .header: return WSManFault(.messageInformationHeaderRequired)
    case .body, .content: return WSManFault(.invalidSOAPBody)
    }
  }

  /// The number with which a client reports an answer that it cannot read (`cmdlets.md` 3.5 G).
  public var clientCode: WSManErrorCode {
    switch kind {
    case .xml, .notSOAP12, .header, .body: .responseNoSOAPHeaderBody
    case .content(_, let code): code
    }
  }
}

extension EnvelopeError: CustomStringConvertible {
  /// What is wrong, as one sentence.
  public var description: String {
    switch kind {
    case .xml(let error): error.description
    case .notSOAP12: "The message is no SOAP 1.2 envelope."
    case .header: "The SOAP envelope has no header, or more than one."
    case .body: "The SOAP envelope has no body, or more than one."
    case .content(let missing, _): "The SOAP body holds no \(missing)."
    }
  }
}
