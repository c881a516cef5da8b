import WSManProtocol
import XMLStream

/// How large an answer may be: the smaller one of what the client takes and what the service sends
/// (`protocol.md` 1.6).
struct EnvelopeLimit {
  /// The limit in bytes.
  let bytes: Int
  private let isLimitOfClient: Bool

  init(request: RequestHeader, configuration: ComputerConfiguration) {
    let service = configuration.maximumEnvelopeSize
    let client = request.maxEnvelopeSize ?? .max
    bytes = min(client, service)
    isLimitOfClient = client <= service
  }

  /// What an answer that does not fit ends with: it names the side whose limit it is.
  var excess: WSManFault {
    WSManFault(isLimitOfClient ? .maxEnvelopeSizeExceeded : .serverEnvelopeLimit)
  }

  /// Checks the only part of an answer whose size is not known beforehand.
  func check(_ document: XMLFragment) throws(WSManFault) {
    guard isTooLarge(document) else { return }
    throw excess
  }

  /// Checks the answer to a change, which has taken effect already.
  func checkAfterChange(_ document: XMLFragment) throws(WSManFault) {
    guard isTooLarge(document) else { return }
    throw WSManFault(.unreportableSuccess)
  }

  private func isTooLarge(_ document: XMLFragment) -> Bool {
    let most = bytes - EnvelopeSize.overhead
    // Nearly all documents are so small that nothing needs to be written to know it.
    return document.mostXMLBytes > most && document.xmlBytes.count > most
  }
}
