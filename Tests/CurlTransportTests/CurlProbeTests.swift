import Logging
import Testing
import WSManClient
import WSManProtocol

@testable import CurlTransport

/// The way to a computer, walked step by step.
@Suite struct CurlProbeTests {
  private func trace(
    host: String = "127.0.0.1", port: Int, isSecure: Bool = false
  ) async throws -> ConnectionTrace {
    let target = ConnectionTarget(
      host: host, transport: isSecure ? .https : .http, port: port, path: "wsman")
    let connector = CurlConnector(logger: Logger(label: "test"))
    let probe = try await connector.probe(target, options: WSManSessionOptions())
    guard case .network(let trace)? = probe else {
      Issue.record("\(String(describing: probe))")
      return ConnectionTrace()
    }
    return trace
  }

  private static let identity = """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header/><s:Body>\
    <i:IdentifyResponse xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">\
    <i:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</i:ProtocolVersion>\
    <i:ProductVendor>V</i:ProductVendor><i:ProductVersion>1</i:ProductVersion>\
    </i:IdentifyResponse></s:Body></s:Envelope>
    """

  @Test func aServiceThatAnswers() async throws {
    let server = try RawServer { connection in
      while let request = connection.readRequest() {
        // Who does not say that Identify is meant without authentication is asked for it.
        if request.contains("WSMANIDENTIFY: unauthenticated") {
          connection.answer(Self.identity)
        } else {
          connection.answer(
            "", status: "401", headers: ["WWW-Authenticate: Negotiate, Basic realm=\"x\""])
        }
      }
    }
    defer { server.stop() }
    let trace = try await trace(host: "localhost", port: server.port)
    #expect(trace.entries.map(\.step) == [.dns, .tcp, .http, .identify])
    #expect(trace.entries.allSatisfy { $0.failure == nil && $0.duration >= .zero })
    #expect(trace.entries.first?.detail == "localhost has the address 127.0.0.1.")
    #expect(trace.entries.last?.detail == "V, 1")
    #expect(trace.offeredSchemes == ["Negotiate", "Basic"])
    #expect(server.connectionCount == 1)
  }

  @Test func aServiceThatTellsNothingToStrangers() async throws {
    let server = try RawServer { connection in
      while connection.readRequest() != nil {
        connection.answer("", status: "401", headers: ["WWW-Authenticate: Basic realm=\"OMI\""])
      }
    }
    defer { server.stop() }
    let trace = try await trace(port: server.port)
    #expect(trace.entries.last?.step == .identify)
    #expect(trace.entries.last?.failure == nil)
    #expect(trace.offeredSchemes == ["Basic"])
  }

  @Test func theStepThatFails() async throws {
    let name = try await trace(host: "no-such-host.invalid", port: 5985)
    #expect(name.entries.map(\.step) == [.dns])
    #expect(name.entries.last?.failure?.code == .nameNotResolved)
    let port = try await trace(port: try RawServer.unusedPort())
    #expect(port.entries.map(\.step) == [.dns, .tcp])
    #expect(port.entries.last?.failure?.code == .destinationUnreachable)
    #expect(port.offeredSchemes == nil)
  }

  @Test(arguments: [
    ("SSH-2.0-OpenSSH_9.2\r\n", ConnectionTrace.Step.http, UInt32(0x8033_8012)),
    (
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", .identify,
      0x8033_8173
    ),
    ("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", .identify, 0x8033_8113),
  ])
  func somethingElse(
    _ answer: String, _ step: ConnectionTrace.Step, _ code: UInt32
  ) async throws {
    let server = try RawServer { connection in
      _ = connection.readRequest()
      connection.send(answer)
    }
    defer { server.stop() }
    let last = try #require(try await trace(port: server.port).entries.last)
    #expect(last.step == step)
    #expect(last.failure?.code.rawValue == code)
  }

  @Test func httpWhereTLSIsExpected() async throws {
    let server = try RawServer { connection in
      _ = connection.read()
      connection.answer("")
    }
    defer { server.stop() }
    let trace = try await trace(port: server.port, isSecure: true)
    #expect(trace.entries.map(\.step) == [.dns, .tcp, .tls])
    #expect(trace.entries.last?.failure?.code == .sslConnectionAborted)
  }
}
