import Foundation
import Testing
import WSManProtocol
import WSManService
import XMLStream

@testable import Lab

/// The quotas and the capabilities of the WMI provider, changed by messages (`configuration.md` 9.2
/// and 9.3).
@Suite struct PluginQuotaTests {
  private static let first = Caller(
    userName: #"CONTOSO\administrator"#, groups: [WellKnownSIDs.administrators], connection: .http)
  private static let second = Caller(
    userName: #"CONTOSO\other"#, groups: [WellKnownSIDs.administrators], connection: .http)
  private static let wmi = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/"
  private static let plugins = "http://schemas.microsoft.com/wbem/wsman/1/config/plugin"
  private let service: WinRMService

  init() throws {
    let network = try LabNetwork([LabFile.named("contoso")], keepingChangesIn: nil)
    service = try #require(network.computer(named: "server01")).service
  }

  private func send(
    _ body: RequestBody, to resource: String = wmi + "Win32_OperatingSystem",
    _ selectors: SelectorSet = SelectorSet(), as caller: Caller = first,
    header change: (inout RequestHeader) -> Void = { _ in }
  ) async -> ResponseBody {
    var header = RequestHeader(
      to: "http://server01:5985/wsman", resource: ResourceURI(resource), selectors: selectors,
      messageID: .random())
    header.maxEnvelopeSize = 512_000
    change(&header)
    return await service.handle(RequestEnvelope(header: header, body: body), caller: caller).body
  }

  private func code(_ answer: ResponseBody) -> UInt32? {
    if case .fault(let fault) = answer { return fault.code.rawValue }
    return nil
  }

  /// Changes a part of the plugin's document.
  private func change(_ part: String, restarting: Bool = true) async throws {
    let body = try XMLFragment(
      parsing: """
        <PlugInConfiguration xmlns="\(Namespaces.pluginConfiguration)">\(part)</PlugInConfiguration>
        """)
    let answer = await send(.put(body), to: Self.plugins, ["Name": "WMI Provider"])
    #expect(code(answer) == nil, "\(answer)")
    if restarting { try await service.start() }
  }

  /// Begins an enumeration, which waits for a Pull.
  private func begin(as caller: Caller = first) async throws -> EnumerationContext {
    let answer = await send(
      .enumerate(EnumerateRequest(optimize: false)), to: Self.wmi + "Win32_Service", as: caller)
    guard case .enumerate(let batch) = answer else {
      throw WSManFault(WSManErrorCode(code(answer) ?? 0))
    }
    return try #require(batch.context)
  }

  @Test func quotasCountFromARestartOn() async throws {
    try await change(#"<Quotas MaxConcurrentOperationsPerUser="1"/>"#, restarting: false)
    let context = try await begin()
    #expect(code(await send(.get)) == nil)
    try await service.start()
    #expect(code(await send(.get)) == 2_150_859_240)
    // What the service does itself is no operation of the plugin, and others have their own.
    #expect(code(await send(.get, to: Self.plugins, ["Name": "WMI Provider"])) == nil)
    #expect(code(await send(.get, as: Self.second)) == nil)
    // Going on with what has begun is no new operation, and its end makes room.
    let end = await send(.release(context), to: Self.wmi + "Win32_Service")
    #expect(code(end) == nil)
    #expect(code(await send(.get)) == nil)
  }

  @Test func operationsOfAllUsersAreLimited() async throws {
    try await change(#"<Quotas MaxConcurrentOperations="2"/>"#)
    _ = try await begin()
    _ = try await begin(as: Self.second)
    #expect(code(await send(.get)) == 2_150_859_239)
    #expect(code(await send(.get, as: Self.second)) == 2_150_859_239)
  }

  @Test func usersAreLimited() async throws {
    try await change(#"<Quotas MaxConcurrentUsers="1"/>"#)
    let context = try await begin()
    let answer = await send(.get, as: Self.second)
    #expect(code(answer) == 2_150_859_237)
    if case .fault(let fault) = answer { #expect(fault.subcode?.localName == "QuotaLimit") }
    #expect(code(await send(.get)) == nil)
    _ = await send(.release(context), to: Self.wmi + "Win32_Service")
    #expect(code(await send(.get, as: Self.second)) == nil)
  }

  /// The resources of the document, with one word replaced.
  private func changeResources(_ old: String, _ new: String) async throws {
    guard case .get(let document) = await send(.get, to: Self.plugins, ["Name": "WMI Provider"]),
      let resources = document.child(localName: "Resources")
    else {
      Issue.record("The plugin has no resources.")
      return
    }
    var writer = XMLWriter()
    writer.fragment(resources)
    let text = String(decoding: writer.bytes, as: UTF8.self)
    #expect(text.contains(old))
    try await change(text.replacingOccurrences(of: old, with: new))
  }

  @Test func partsNeedTheCapability() async throws {
    func part(_ header: inout RequestHeader) {
      header.fragmentTransfer = FragmentTransfer(path: "Caption", dialect: Dialects.xpath)
    }
    #expect(code(await send(.get, header: part)) == nil)
    try await changeResources(#"SupportsFragment="true""#, #"SupportsFragment="false""#)
    #expect(code(await send(.get, header: part)) == 0x8033_8077)
    #expect(code(await send(.get)) == nil)
  }

  @Test func filtersNeedTheCapability() async throws {
    var query = EnumerateRequest(optimize: true)
    query.filter = .wql("select * from Win32_Service where Name = 'WinRM'")
    #expect(code(await send(.enumerate(query), to: Self.wmi + "*")) == nil)
    try await changeResources(#"SupportsFiltering="true""#, #"SupportsFiltering="false""#)
    #expect(code(await send(.enumerate(query), to: Self.wmi + "*")) == 0x8033_8019)
    // Whether options are supported or not, classes of CIM never refuse one.
    let options = OptionSet([RequestOption(name: "x", value: "y", mustComply: true)])
    #expect(code(await send(.get, header: { $0.options = options })) == nil)
  }
}
