public import XMLStream

/// The classes of SOAP faults.
public enum SOAPFaultCode: String, Sendable, Equatable {
  /// The request is at fault.
  case sender = "Sender"
  /// The service is at fault.
  case receiver = "Receiver"
  /// A header was not understood.
  case mustUnderstand = "MustUnderstand"
  /// The envelope is not SOAP 1.2.
  case versionMismatch = "VersionMismatch"
  /// The encoding style is not known.
  case dataEncodingUnknown = "DataEncodingUnknown"
}

/// A fault: the answer that says why an operation was not carried out (`protocol.md` 11).
public struct WSManFault: Error, Sendable, Equatable {
  /// A header name with its prefix, for the list of those that were not understood.
  public struct QualifiedName: Sendable, Equatable {
    /// The prefix; empty when there was none.
    public var prefix: String
    /// The name.
    public var name: XMLName

    /// A name.
    public init(prefix: String, name: XMLName) {
      self.prefix = prefix
      self.name = name
    }
  }

  /// The number; found by the rules of `protocol.md` 11.1 when the service did not give one.
  public var code: WSManErrorCode
  /// Who is at fault.
  public var soapCode: SOAPFaultCode
  /// The kind of fault, such as `DestinationUnreachable` of WS-Addressing.
  public var subcode: XMLName?
  /// The last part of the URI in `w:FaultDetail`, such as `InvalidResourceURI`.
  public var detail: String?
  /// The general text for the kind of fault.
  public var reason: String
  /// The text for this very failure; empty when the service gave only the reason, and when the
  /// provider tells.
  public var message: String
  /// The machine that the service says it is.
  public var machine: String
  /// What the provider told.
  public var provider: ProviderFault?
  /// Elements in the detail that are of other kinds, such as `p:MSFT_WmiError`.
  public var extensions: [XMLFragment]
  /// The headers that were not understood.
  public var notUnderstood: [QualifiedName]

  /// A fault with everything that the table says about a number.
  ///
  /// - Parameters:
  ///   - code: the number; one that the table does not have becomes an internal error.
  ///   - message: the text for this failure; nil takes the text of the table.
  ///   - detail: another detail than the one of the table.
  ///   - machine: the name of the service; `WinRMService` fills it in when it is empty.
  ///   - provider: what the provider tells.
  public init(
    _ code: WSManErrorCode, message: String? = nil, detail: String? = nil, machine: String = "",
    provider: ProviderFault? = nil
  ) {
    let row = WSManErrorTable.row(for: code)
    self.code = code
    soapCode = row?.soapCode ?? .receiver
    subcode = row.map(\.subcode) ?? XMLName(Namespaces.wsman, "InternalError")
    self.detail = detail ?? row?.detail
    reason = WSManErrorTable.text(for: code)
    self.message = provider == nil ? message ?? reason : ""
    self.machine = machine
    self.provider = provider
    if provider?.message.isEmpty == true { self.provider?.message = message ?? reason }
    extensions = []
    notUnderstood = []
  }

  /// A fault whose every part is given.
  public init(
    code: WSManErrorCode, soapCode: SOAPFaultCode, subcode: XMLName?, detail: String?,
    reason: String, message: String, machine: String = "", provider: ProviderFault? = nil,
    extensions: [XMLFragment] = []
  ) {
    self.code = code
    self.soapCode = soapCode
    self.subcode = subcode
    self.detail = detail
    self.reason = reason
    self.message = message
    self.machine = machine
    self.provider = provider
    self.extensions = extensions
    notUnderstood = []
  }

  /// Says which computer, and which plugin of it, the texts of the table mean in what they tell to
  /// type.
  public mutating func name(computer: String? = nil, plugin: String? = nil) {
    let named = { (text: String) in
      WSManErrorTable.naming(computer: computer, plugin: plugin, in: text)
    }
    reason = named(reason)
    message = named(message)
    if let message = provider?.message { provider?.message = named(message) }
  }

  /// The action of the answer that carries the fault.
  public var action: String { FaultURIs.action(subcodeNamespace: subcode?.namespace) }

  /// The most specific text: the provider's, else the message, else the reason, without the blanks
  /// that Windows puts at the end.
  public var text: String {
    for candidate in [provider?.message ?? "", message, reason] {
      let trimmed = candidate.trimmingXMLSpace()
      if !trimmed.isEmpty { return trimmed }
    }
    return WSManErrorTable.text(for: code)
  }
}

extension WSManFault: CustomStringConvertible {
  /// The text for people.
  public var description: String { text }
}
