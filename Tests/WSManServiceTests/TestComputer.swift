import WSManProtocol
import XMLStream

@testable import WSManService

/// A computer with its service, and requests to it.
struct TestComputer: Sendable {
  static let base = "http://schemas.microsoft.com/wbem/wsman/1/config"
  static let administrator = Caller(
    userName: #"SERVER01\administrator"#, groups: [WellKnownSIDs.administrators],
    connection: .http)
  static let user = Caller(
    userName: #"SERVER01\user"#, groups: [WellKnownSIDs.users], connection: .http)

  let clock = ManualClock()
  let store: MemoryConfigurationStore
  let service: WinRMService

  init(_ configuration: ComputerConfiguration = ComputerConfiguration()) {
    store = MemoryConfigurationStore(configuration)
    service = WinRMService(
      identity: ServiceIdentity(
        computerName: "SERVER01", fullName: "server01.contoso.com",
        addresses: ["192.0.2.11", "127.0.0.1", "::1"]),
      configuration: store, clock: clock)
  }

  static func header(_ path: String, selectors: SelectorSet = SelectorSet()) -> RequestHeader {
    var header = RequestHeader(
      to: "http://server01:5985/wsman", resource: ResourceURI(base + path), selectors: selectors,
      messageID: .random())
    header.maxEnvelopeSize = 512_000
    header.operationTimeout = XSDDuration(milliseconds: 60_000)
    return header
  }

  /// The answer to a request to the resource below the base.
  func send(
    _ body: RequestBody, to path: String, selectors: SelectorSet = SelectorSet(),
    as caller: Caller = administrator, _ change: (inout RequestHeader) -> Void = { _ in }
  ) async -> ResponseBody {
    var header = Self.header(path, selectors: selectors)
    change(&header)
    return await service.handle(RequestEnvelope(header: header, body: body), caller: caller).body
  }

  func get(_ path: String, selectors: SelectorSet = SelectorSet()) async -> XMLFragment? {
    guard case .get(let document) = await send(.get, to: path, selectors: selectors) else {
      return nil
    }
    return document
  }
}

extension ResponseBody {
  var fault: WSManFault? {
    if case .fault(let fault) = self { return fault }
    return nil
  }

  var batch: EnumerationBatch? {
    switch self {
    case .enumerate(let batch), .pull(let batch): batch
    default: nil
    }
  }
}
