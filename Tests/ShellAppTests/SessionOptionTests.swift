import Foundation
import Synchronization
import Testing

/// What options of `New-WSManSessionOption` do to the bytes that travel to a service in another
/// process.
@Suite("session options on the wire") struct SessionOptionTests {
  private struct Seen {
    let output: [String]
    let errors: String
    let requests: String
    let answers: String
  }

  private func run(_ options: String, _ authentication: String) async throws -> Seen {
    let place = try await CausePlace.shared.ready()
    let relay = try RecordingRelay(to: try #require(Int(place.filled("PLAIN"))))
    defer { relay.stop() }
    let result = try await Program().run(
      input: """
        $p = ConvertTo-SecureString s3cret -AsPlainText -Force
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        $all = @{ ComputerName = '127.0.0.1'; Port = \(relay.port); Authentication = '\(authentication)' }
        $all.Credential = [pscredential]::new('operator', $p)
        $all.SessionOption = New-WSManSessionOption \(options)
        (Get-WSManInstance winrm/config/service @all).AllowUnencrypted
        $r = @{ ResourceURI = 'wmicimv2/Test_Note'; SelectorSet = @{ Number = \(relay.port) } }
        $null = New-WSManInstance @r @all -ValueSet @{ Text = "Gr\u{FC}\u{DF}e \u{6F22} <&> ''" }
        (Get-WSManInstance @r @all).Text
        Remove-WSManInstance @r @all

        """)
    return Seen(
      output: result.outputLines, errors: result.errors, requests: relay.requests,
      answers: relay.answers)
  }

  private static let output = ["true", "Gr\u{FC}\u{DF}e \u{6F22} <&> ''"]

  /// A text as it looks in UTF-16, zeros as dots.
  private func wide(_ text: String) -> String { text.map { "\($0)." }.joined() }

  @Test func nothing() async throws {
    let seen = try await run("", "Negotiate")
    #expect(seen.output == Self.output, "\(seen.errors)")
    for text in [seen.requests, seen.answers] {
      #expect(text.contains("multipart/encrypted"))
      #expect(text.contains("OriginalContent: type=application/soap+xml;charset=UTF-8"))
      #expect(!text.contains("Envelope") && !text.contains(wide("Envelope")))
    }
  }

  @Test func noEncryption() async throws {
    let seen = try await run("-NoEncryption", "Negotiate")
    #expect(seen.output == Self.output, "\(seen.errors)")
    for text in [seen.requests, seen.answers] {
      #expect(!text.contains("multipart/encrypted"))
      #expect(text.contains("Content-Type: application/soap+xml;charset=UTF-8"))
      #expect(text.contains("AllowUnencrypted") || text.contains("config/service"))
    }
  }

  @Test func utf16() async throws {
    let seen = try await run("-UseUTF16", "Basic")
    #expect(seen.output == Self.output, "\(seen.errors)")
    for text in [seen.requests, seen.answers] {
      #expect(text.contains("Content-Type: application/soap+xml;charset=UTF-16"))
      #expect(text.contains(wide("Envelope")) && !text.contains("Envelope"))
    }
  }

  @Test func utf16Encrypted() async throws {
    let seen = try await run("-UseUTF16", "Negotiate")
    #expect(seen.output == Self.output, "\(seen.errors)")
    for text in [seen.requests, seen.answers] {
      #expect(text.contains("OriginalContent: type=application/soap+xml;charset=UTF-16"))
      #expect(!text.contains("Envelope") && !text.contains(wide("Envelope")))
    }
  }

  @Test func operationTimeout() async throws {
    let seen = try await run("-OperationTimeout 7654", "Basic")
    #expect(seen.output == Self.output, "\(seen.errors)")
    #expect(seen.requests.contains("OperationTimeout>PT7.654S</"))
    #expect(!seen.requests.contains("OperationTimeout>PT60.000S</"))
  }
}

/// Stands in front of a port of the loopback address and keeps what passes.
private final class RecordingRelay: Sendable {
  private final class Log: Sendable {
    let bytes = Mutex<(sent: [UInt8], received: [UInt8])>(([], []))
  }

  private let server: LoopbackServer
  private let log = Log()

  init(to target: Int) throws {
    let log = log
    server = try LoopbackServer { client in
      guard let service = LoopbackSocket.connect(port: target) else { return }
      Thread.detachNewThread {
        while let bytes = LoopbackSocket.read(service) {
          log.bytes.withLock { $0.received += bytes }
          guard LoopbackSocket.send(bytes, to: client) else { break }
        }
        shutdown(client, Int32(SHUT_RDWR))
      }
      while let bytes = LoopbackSocket.read(client) {
        log.bytes.withLock { $0.sent += bytes }
        guard LoopbackSocket.send(bytes, to: service) else { break }
      }
      shutdown(service, Int32(SHUT_RDWR))
    }
  }

  var port: Int { server.port }

  /// What the client and the service have sent, with dots for all that is not ASCII.
  var requests: String { Self.text(log.bytes.withLock { $0.sent }) }
  var answers: String { Self.text(log.bytes.withLock { $0.received }) }

  func stop() { server.stop() }

  private static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.map { $0 < 0x20 && $0 != 0x0A || $0 > 0x7E ? 0x2E : $0 }, as: UTF8.self)
  }
}
