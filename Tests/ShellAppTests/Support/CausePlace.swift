import Foundation
import Testing

/// The servers of the causes, the same for all of them: computers of a lab in another process, and
/// whatever else can be met behind a port.
actor CausePlace {
  static let shared = CausePlace()

  struct Place: Sendable {
    /// What stands for a port or a file in what is typed.
    let names: [String: String]

    /// A text with ports and files in place of their names.
    func filled(_ text: String) -> String {
      names.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }
  }

  private var place: Task<Place, any Error>?
  private var kept: [AnyObject] = []

  /// The servers, which are started by whoever comes first.
  func ready() async throws -> Place {
    if let place { return try await place.value }
    let task = Task { try await start() }
    place = task
    return try await task.value
  }

  /// More than an answer of 32 KB holds.
  private static let long = String(repeating: "x", count: 40_000)

  private static let lab = """
    classes: |
      class Test_Note { [key] uint32 Number; [write] string Text; };
    computers:
      - name: open
        addresses: [192.0.2.71]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        users: &users
          - name: operator
            password: s3cret
            groups: [Administrators]
          - name: visitor
            password: s3cret
      - name: strict
        addresses: [192.0.2.72]
        users: *users
      - name: small
        addresses: [192.0.2.73]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
          MaxEnvelopeSizekb: 32
        instances: &notes
          - class: Test_Note
            values: [{Number: 1, Text: \(long)}]
        users: *users
      - name: large
        addresses: [192.0.2.74]
        configuration:
          MaxEnvelopeSizekb: 4096
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
        instances: *notes
        users: *users
      - name: busy
        addresses: [192.0.2.75]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
          Service\\MaxConcurrentOperationsPerUser: 1
        users: *users
      - name: full
        addresses: [192.0.2.76]
        configuration:
          Service\\Auth\\Basic: true
          Service\\AllowUnencrypted: true
          Service\\MaxConnections: 1
        users: *users
      - name: bound
        addresses: [192.0.2.78]
        configuration:
          Service\\Auth\\CbtHardeningLevel: Strict
        users: *users
    """

  private func start() async throws -> Place {
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let authority = program.home.appending(path: "ca.pem").path
    let service = try RunningProgram(
      program, "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0", "--https",
      "--ca-out", authority, "--ready-file", ready.path)
    kept += [program, service]
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    try #require(isReady, "\(service.text)")
    let computers = try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: ready))
      .computers
    func port(_ name: String, _ scheme: String) throws -> String {
      String(
        try #require(computers.first { $0.name.hasPrefix(name) && $0.url.hasPrefix(scheme + ":") })
          .port)
    }
    return Place(names: [
      "AUTHORITY": authority,
      "UNUSED": String(try LoopbackSocket.unusedPort()),
      "PLAIN": try port("open", "http"),
      "SECURE": try port("open", "https"),
      "STRICT": try port("strict", "https"),
      "GUARDED": try port("strict", "http"),
      "SMALL": try port("small", "http"),
      "LARGE": try port("large", "http"),
      "BUSY": try port("busy", "http"),
      "FULL": try port("full", "http"),
      "BOUND": try port("bound", "https"),
      "SILENT": try server { while LoopbackSocket.read($0) != nil {} },
      "BANNER": try server { LoopbackSocket.send(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8), to: $0) },
      "PAGE": try server {
        _ = LoopbackSocket.readHeader($0)
        LoopbackSocket.answer($0, status: "200 OK", "<html><body>Welcome</body></html>")
      },
      "SLOW": try server {
        _ = LoopbackSocket.readHeader($0)
        LoopbackSocket.answer($0, status: "500 Error", type: "application/soap+xml", Self.timedOut)
      },
      "HUGE": try server {
        _ = LoopbackSocket.readHeader($0)
        LoopbackSocket.answer(
          $0, status: "200 OK", type: "application/soap+xml",
          String(repeating: " ", count: 20 << 20))
      },
      "PICKY": try server { socket in
        // NegTokenResp with the state "reject" (RFC 4178 4.2.2).
        let answers = ["Negotiate", "Negotiate oQcwBaADCgEC"]
        for answer in answers {
          guard LoopbackSocket.readHeader(socket) != nil else { return }
          LoopbackSocket.answer(
            socket, status: "401 Unauthorized\r\nWWW-Authenticate: \(answer)")
        }
      },
      "PROXY": try proxy(TunnelProxy(authorization: "Basic cmlnaHQ6cmlnaHQ=")),
      "REFUSING": try proxy(TunnelProxy(refusal: "403 Forbidden")),
    ])
  }

  private func server(_ handler: @escaping @Sendable (Int32) -> Void) throws -> String {
    let server = try LoopbackServer(handler)
    kept.append(server)
    return String(server.port)
  }

  private func proxy(_ proxy: TunnelProxy) -> String {
    kept.append(proxy)
    return String(proxy.port)
  }

  private static let timedOut = """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
    xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header/><s:Body><s:Fault><s:Code>\
    <s:Value>s:Receiver</s:Value><s:Subcode><s:Value>w:TimedOut</s:Value></s:Subcode></s:Code>\
    <s:Reason><s:Text xml:lang="en-US">The operation did not end within the OperationTimeout.\
    </s:Text></s:Reason><s:Detail><f:WSManFault \
    xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="2150858793" \
    Machine="slow"><f:Message>The operation did not end within the OperationTimeout.</f:Message>\
    </f:WSManFault></s:Detail></s:Fault></s:Body></s:Envelope>
    """
}
