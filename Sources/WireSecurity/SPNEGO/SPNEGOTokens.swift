/// The first token of a client: what it can do, and a token of what it likes best (RFC 4178 4.2.1).
struct NegTokenInit: Sendable, Equatable {
  /// The mechanisms in the order of preference.
  var mechanisms: [MechanismIdentifier]
  /// The first token of the first mechanism.
  var token: [UInt8]?
  /// The list as it travels, which is what the signatures are made over.
  private(set) var listBytes: [UInt8]

  /// More mechanisms than anybody has.
  private static let mostMechanisms = 32

  init(mechanisms: [MechanismIdentifier], token: [UInt8]?) {
    self.mechanisms = mechanisms
    self.token = token
    listBytes = DERWriter.element(0x30, mechanisms.flatMap { DERWriter.element(0x06, $0.bytes) })
  }

  /// Reads the part behind the frame of GSSAPI.
  init(_ reader: DERReader) throws(SecurityError) {
    var outer = reader
    var fields = try outer.elements(of: 0xA0)
    fields = try fields.elements(of: 0x30)
    mechanisms = []
    listBytes = []
    token = nil
    if var list = try fields.elements(ifTag: 0xA0) {
      listBytes = Array(try list.nextElement())
      var items = try list.elements(of: 0x30)
      while !items.isAtEnd {
        guard mechanisms.count < Self.mostMechanisms else { throw .malformed }
        mechanisms.append(MechanismIdentifier(Array(try items.contents(of: 0x06))))
      }
    }
    while let tag = fields.nextTag {
      if tag == 0xA2, token == nil {
        var field = try fields.elements(of: 0xA2)
        token = Array(try field.contents(of: 0x04))
      } else {
        try fields.skip()
      }
    }
  }

  /// The token in the frame of GSSAPI.
  var bytes: [UInt8] {
    var fields = DERWriter.element(0xA0, listBytes)
    if let token { fields += DERWriter.element(0xA2, DERWriter.element(0x04, token)) }
    let choice = DERWriter.element(0xA0, DERWriter.element(0x30, fields))
    return DERWriter.element(
      0x60, DERWriter.element(0x06, MechanismIdentifier.spnego.bytes) + choice)
  }
}

/// Every later token (RFC 4178 4.2.2).
struct NegTokenResp: Sendable, Equatable {
  /// How far the negotiation is.
  enum State: UInt8, Sendable {
    case completed = 0
    case incomplete = 1
    case rejected = 2
    case signatureWanted = 3
  }

  var state: State?
  var mechanism: MechanismIdentifier?
  var token: [UInt8]?
  var listSignature: [UInt8]?

  init(
    state: State? = nil, mechanism: MechanismIdentifier? = nil, token: [UInt8]? = nil,
    listSignature: [UInt8]? = nil
  ) {
    self.state = state
    self.mechanism = mechanism
    self.token = token
    self.listSignature = listSignature
  }

  init(_ bytes: [UInt8]) throws(SecurityError) {
    var outer = DERReader(bytes[...])
    var fields = try outer.elements(of: 0xA1)
    fields = try fields.elements(of: 0x30)
    while let tag = fields.nextTag {
      var field = DERReader(try fields.contents(of: tag))
      switch tag {
      case 0xA0:
        let value = try field.contents(of: 0x0A)
        guard value.count == 1, let state = value.first.flatMap(State.init) else {
          throw .malformed
        }
        self.state = state
      case 0xA1: mechanism = MechanismIdentifier(Array(try field.contents(of: 0x06)))
      case 0xA2: token = Array(try field.contents(of: 0x04))
      case 0xA3: listSignature = Array(try field.contents(of: 0x04))
      default: throw .malformed
      }
    }
    // Some old implementations put a copy of the token there.
    if listSignature == token { listSignature = nil }
  }

  var bytes: [UInt8] {
    var fields: [UInt8] = []
    if let state { fields += DERWriter.element(0xA0, [0x0A, 1, state.rawValue]) }
    if let mechanism {
      fields += DERWriter.element(0xA1, DERWriter.element(0x06, mechanism.bytes))
    }
    if let token { fields += DERWriter.element(0xA2, DERWriter.element(0x04, token)) }
    if let listSignature {
      fields += DERWriter.element(0xA3, DERWriter.element(0x04, listSignature))
    }
    return DERWriter.element(0xA1, DERWriter.element(0x30, fields))
  }
}
