import Testing
import WireSecurity

@testable import HTTPListener

/// What the service makes of connections that are authenticated with NTLM.
@Suite struct NegotiateListenerTests {
  private func status(_ answer: (header: [String], body: [UInt8])) -> String? {
    answer.header.first
  }

  @Test func theFormOfAnExchange() async throws {
    let computer = try await TestComputer(settings: [:])
    let client = try await AuthenticatedClient(port: computer.listener.port)
    #expect(client.legs.count == 2)
    let first = try #require(client.legs.first)
    #expect(first.first == "HTTP/1.1 401 ")
    // One line, since clients look at the first or at the last one only.
    #expect(first.count { $0.hasPrefix("WWW-Authenticate: ") } == 1)
    #expect(!first.contains("Connection: close"))
    let last = try #require(client.legs.last)
    #expect(last.first == "HTTP/1.1 200 ")
    #expect(last.contains("Content-Length: 0"))
    let answer = try await client.exchange(try client.sealed(Messages.get()))
    #expect(status(answer) == "HTTP/1.1 200 ")
    #expect(
      answer.header.contains(
        "Content-Type: multipart/encrypted;"
          + "protocol=\"application/HTTP-SPNEGO-session-encrypted\";"
          + "boundary=\"Encrypted Boundary\""))
    #expect(try client.opened(answer).contains("TrustedHosts"))
    await computer.listener.stop()
  }

  @Test func encryptedFaults() async throws {
    let computer = try await TestComputer(settings: [:])
    let client = try await AuthenticatedClient(port: computer.listener.port)
    let fault = try await client.exchange(
      try client.sealed(Messages.get(resource: "config/nothing")))
    #expect(status(fault) == "HTTP/1.1 500 ")
    #expect(try client.opened(fault).contains("2150858752"))
    let garbage = try await client.exchange(try client.sealed("<a><b></a>"))
    #expect(status(garbage) == "HTTP/1.1 500 ")
    #expect(try client.opened(garbage).contains("Fault"))
    await computer.listener.stop()
  }

  @Test func aClearMessageOnAnAuthenticatedConnection() async throws {
    let computer = try await TestComputer(settings: [:])
    let client = try await AuthenticatedClient(port: computer.listener.port)
    let answer = try await client.exchange(
      .init(contentType: "application/soap+xml", bytes: Array(Messages.get().utf8)))
    #expect(status(answer) == "HTTP/1.1 500 ")
    #expect(answer.body.isEmpty)
    #expect(answer.header.contains("Connection: close"))
    await computer.listener.stop()
  }

  @Test func aClearMessageWithTheLastLeg() async throws {
    let computer = try await TestComputer(settings: [:])
    let error = await #expect(throws: AuthenticatedClient.NotAuthenticated.self) {
      _ = try await AuthenticatedClient(
        port: computer.listener.port, lastBody: Messages.get())
    }
    #expect(error?.answer.headerLines.first == "HTTP/1.1 401 ")
    #expect(error?.answer.contains("TrustedHosts") == false)
    await computer.listener.stop()
  }

  @Test func clearMessagesWhereTheyAreAllowed() async throws {
    let computer = try await TestComputer(settings: ["Service.AllowUnencrypted": "true"])
    let client = try await AuthenticatedClient(port: computer.listener.port)
    let clear = try await client.exchange(
      .init(contentType: "application/soap+xml", bytes: Array(Messages.get().utf8)))
    #expect(status(clear) == "HTTP/1.1 200 ")
    #expect(String(decoding: clear.body, as: UTF8.self).contains("TrustedHosts"))
    // An encrypted question still gets an encrypted answer.
    let sealed = try await client.exchange(try client.sealed(Messages.get()))
    #expect(try client.opened(sealed).contains("TrustedHosts"))
    await computer.listener.stop()
  }

  @Test func aRepeatedMessage() async throws {
    let computer = try await TestComputer(settings: [:])
    let client = try await AuthenticatedClient(port: computer.listener.port)
    let message = try client.sealed(Messages.get())
    #expect(status(try await client.exchange(message)) == "HTTP/1.1 200 ")
    #expect(status(try await client.exchange(message)) == "HTTP/1.1 400 ")
    await computer.listener.stop()
  }

  @Test func aSkippedMessage() async throws {
    let computer = try await TestComputer(settings: [:])
    let client = try await AuthenticatedClient(port: computer.listener.port)
    _ = try client.sealed(Messages.get())
    let second = try client.sealed(Messages.get())
    #expect(status(try await client.exchange(second)) == "HTTP/1.1 400 ")
    await computer.listener.stop()
  }

  @Test func changedBytes() async throws {
    let computer = try await TestComputer(settings: [:])
    for place in stride(from: 30, to: 700, by: 83) {
      let client = try await AuthenticatedClient(port: computer.listener.port)
      var message = try client.sealed(Messages.get())
      message.bytes[message.bytes.count - place] ^= 0x20
      let answer = try await client.exchange(message)
      #expect(status(answer) == "HTTP/1.1 400 ")
      #expect(answer.body.isEmpty)
    }
    await computer.listener.stop()
  }

  @Test(arguments: [0, 1, 4, 40, 200, 300]) func cutMessages(_ length: Int) async throws {
    let computer = try await TestComputer(settings: [:])
    let client = try await AuthenticatedClient(port: computer.listener.port)
    var message = try client.sealed(Messages.get())
    message.bytes = Array(message.bytes.prefix(length))
    #expect(status(try await client.exchange(message)) == "HTTP/1.1 400 ")
    await computer.listener.stop()
  }

  /// The decrypted message counts for the limit, and what encryption adds does not.
  @Test func theLargestMessage() async throws {
    let computer = try await TestComputer(settings: ["MaxEnvelopeSizekb": "32"])
    let room = 32 * 1_024 - Messages.get().utf8.count
    let client = try await AuthenticatedClient(port: computer.listener.port)
    let fits = Messages.get() + String(repeating: " ", count: room)
    #expect(status(try await client.exchange(try client.sealed(fits))) == "HTTP/1.1 200 ")
    let exceeds = Messages.get() + String(repeating: " ", count: room + 1)
    #expect(status(try await client.exchange(try client.sealed(exceeds))) == "HTTP/1.1 413 ")
    await computer.listener.stop()
  }

  @Test func anEncryptedMessageOfNobody() async throws {
    let computer = try await TestComputer()
    let client = try await AuthenticatedClient(port: computer.listener.port)
    let message = try client.sealed(Messages.get())
    let head = [
      "POST /wsman HTTP/1.1", "Host: x", "Content-Type: \(message.contentType)",
      "Content-Length: \(message.bytes.count)",
    ]
    for (credentials, expected) in [([], "401 "), ([Messages.authorization], "415 ")] {
      let lines = (head + credentials + ["", ""]).joined(separator: "\r\n")
      let answer = try await offPool { [port = computer.listener.port] in
        let other = try RawClient(port: port)
        other.send(Array(lines.utf8) + message.bytes)
        return other.readAnswerBytes().header
      }
      #expect(answer.first == "HTTP/1.1 \(expected)")
    }
    await computer.listener.stop()
  }

  /// A header on an authenticated connection begins anew; what was proved before is void.
  @Test func aSecondExchangeOnTheConnection() async throws {
    let computer = try await TestComputer(settings: [:])
    let client = try await AuthenticatedClient(port: computer.listener.port)
    _ = try await client.exchange(try client.sealed(Messages.get()))
    let answer = try await offPool { [raw = client.raw] in
      raw.send(Messages.post("", headers: ["Authorization: Negotiate TlRMTVNTUAABAAAA"]))
      return raw.readAnswer() ?? ""
    }
    #expect(answer.headerLines.first == "HTTP/1.1 401 ")
    #expect(answer.headerLines.contains("WWW-Authenticate: Negotiate"))
    await computer.listener.stop()
  }

  @Test(arguments: [
    "Negotiate", "Negotiate ", "Negotiate !!!", "Negotiate TlRMTVNTUAAD", "NTLM TlRMTVNTUAABAAAA",
    "Negotiate TlRMTVNTUAABAAAA", "Negotiate YIT/////", "negotiate oYQBAAAA",
  ])
  func garbageInTheHeader(_ value: String) async throws {
    let computer = try await TestComputer(settings: [:])
    let answer = try await computer.exchange(
      Messages.post(Messages.get(), headers: ["Authorization: \(value)"]))
    #expect(answer.headerLines.first == "HTTP/1.1 401 ")
    #expect(answer.headerLines.contains("WWW-Authenticate: Negotiate"))
    #expect(answer.body.isEmpty)
    await computer.listener.stop()
  }

  @Test func wrongPasswordsAreHeldBack() async throws {
    let computer = try await TestComputer(settings: [:])
    let clock = ContinuousClock()
    let duration = await clock.measure {
      for _ in 0..<7 {
        _ = try? await AuthenticatedClient(port: computer.listener.port, password: "wrong")
      }
    }
    // Two beyond the free ones: 200 and 400 ms.
    #expect(duration > .milliseconds(500))
    await computer.listener.stop()
  }

  /// Those who have the password are not held back, and none is refused for another.
  @Test func manyAtOnce() async throws {
    let computer = try await TestComputer(settings: [:])
    let port = computer.listener.port
    let answers = try await withThrowingTaskGroup(of: String?.self) { group in
      for _ in 0..<100 {
        group.addTask {
          let client = try await AuthenticatedClient(port: port)
          return try await client.exchange(try client.sealed(Messages.get())).header.first
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 100)
    #expect(answers.allSatisfy { $0 == "HTTP/1.1 200 " })
    await computer.listener.stop()
  }
}
