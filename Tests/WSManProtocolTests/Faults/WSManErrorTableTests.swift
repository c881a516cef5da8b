import Testing
import WSManProtocol
import XMLStream

@Suite struct WSManErrorTableTests {
  @Test func codesAreUniqueAndInOrder() {
    let codes = WSManErrorTable.codes.map(\.rawValue)
    #expect(codes == Array(Set(codes)).sorted())
    #expect(codes.filter { $0 >> 16 == 0x8033 }.count == 511)
  }

  @Test(
    arguments: [
      (0x8033_8000, "ERROR_WSMAN_RESOURCE_NOT_FOUND"),
      (0x8033_805A, "ERROR_WSMAN_INSUFFCIENT_SELECTORS"),
      (0x8033_80E4, "ERROR_WSMAN_SERVER_NOT_TRUSTED"),
      (0x8033_81B7, "ERROR_REDIRECT_LOCATION_INVALID"),
      (0x8033_81C4, "ERROR_WINRS_SHELL_DISCONNECTED"), (5, "ERROR_ACCESS_DENIED"),
      (0x8033_81FE, "ERROR_WSMAN_CERTMAPPING_CREDENTIAL_MANAGEMENT_FAILIED"),
    ] as [(UInt32, String)])
  func symbols(code: UInt32, symbol: String) {
    #expect(WSManErrorTable.symbol(for: WSManErrorCode(code)) == symbol)
  }

  @Test func everyCodeHasAText() {
    for code in WSManErrorTable.codes {
      let text = WSManErrorTable.text(for: code)
      // A sentence, or at last the command to type, behind which a full stop would be typed too.
      let last = text.split(separator: ": ").last ?? ""
      let isCommand =
        last.count < text.count && ["Set-Item ", "dir "].contains(where: last.hasPrefix)
      #expect(text.hasSuffix(".") || isCommand, "\(text)")
      #expect(text.first?.isLowercase == false, "\(code.hexadecimal)")
    }
    #expect(WSManErrorTable.text(for: WSManErrorCode(424_242)).contains("424242"))
  }

  /// Rows of `protocol.md` 11.2.
  @Test(
    arguments: [
      (.accessDenied, .sender, Namespaces.wsman, "AccessDenied", nil),
      (.invalidParameterValue, .sender, Namespaces.wsman, "InvalidParameter", "InvalidValue"),
      (
        .invalidEnumerationContext, .receiver, Namespaces.enumeration, "InvalidEnumerationContext",
        nil
      ),
      (.actionMismatch, .sender, Namespaces.addressing, "ActionNotSupported", "ActionMismatch"),
      (.invalidXMLValues, .sender, Namespaces.transfer, "InvalidRepresentation", "InvalidValues"),
      (
        .polymorphismModeUnsupported, .receiver, Namespaces.cimBinding,
        "PolymorphismModeNotSupported", nil
      ),
      (.operationTimedOut, .receiver, Namespaces.wsman, "TimedOut", nil),
      (
        .fragmentDialectUnavailable, .receiver, Namespaces.wsman, "FragmentDialectNotSupported", nil
      ),
      (.internalError, .receiver, Namespaces.wsman, "InternalError", nil),
    ] as [(WSManErrorCode, SOAPFaultCode, String, String, String?)])
  func faults(
    code: WSManErrorCode, soapCode: SOAPFaultCode, namespace: String, name: String,
    detail: String?
  ) {
    let fault = WSManFault(code)
    #expect(fault.soapCode == soapCode)
    #expect(fault.subcode == XMLName(namespace, name))
    #expect(fault.detail == detail)
    #expect(fault.action == FaultURIs.action(subcodeNamespace: namespace))
  }

  @Test func codesAreFoundFromKinds() {
    let selectors = XMLName(Namespaces.wsman, "InvalidSelectors")
    #expect(
      WSManErrorTable.code(subcode: selectors, detail: "UnexpectedSelectors")
        == .unexpectedSelectors)
    #expect(WSManErrorTable.code(subcode: selectors, detail: nil) == .invalidSelectors)
    #expect(WSManErrorTable.code(subcode: selectors, detail: "Odd") == .invalidSelectors)
    #expect(
      WSManErrorTable.code(subcode: XMLName("", "TimedOut"), detail: nil) != nil)
    #expect(WSManErrorTable.code(subcode: XMLName("urn:x", "Y"), detail: nil) == nil)
  }

  @Test func numbers() {
    #expect(WSManErrorCode.destinationUnreachable.rawValue == 2_150_858_770)
    #expect(WSManErrorCode.destinationUnreachable.signed == -2_144_108_526)
    #expect(WSManErrorCode.destinationUnreachable.hexadecimal == "0x80338012")
  }
}
