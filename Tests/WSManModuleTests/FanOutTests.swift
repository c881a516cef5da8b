import PSEngine
import Synchronization
import Testing
import WSManClient
import WSManProtocol
import XMLStream

@testable import WSManModule

/// Cmdlets that work with many computers at the same time.
@Suite struct FanOutTests {
  /// Services by name, each of which takes its time.
  private final class Computers: TransportConnector {
    struct Counts {
      var now = 0
      var most = 0
      var computers: [String] = []
    }

    let counts = Mutex(Counts())
    private let delay: Duration

    init(delay: Duration) { self.delay = delay }

    func connect(
      to target: ConnectionTarget, options: WSManSessionOptions
    ) async throws -> (any WSManTransport)? {
      target.isLocalSession
        ? ScriptedService { _ in throw WSManFault(.internalError) }
        : Computer(name: target.host, delay: delay, network: self)
    }
  }

  private struct Computer: WSManTransport {
    let name: String
    let delay: Duration
    let network: Computers

    func exchange(
      _ request: RequestEnvelope, in context: ExchangeContext
    ) async throws -> ResponseEnvelope {
      network.counts.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
        $0.computers.append(name)
      }
      defer { network.counts.withLock { $0.now -= 1 } }
      try await Task.sleep(for: name.hasPrefix("late") ? delay * 20 : delay)
      if name.hasPrefix("bad") {
        throw TransportFailure(.connectionRefused, address: "http://\(name)")
      }
      return ResponseEnvelope(
        header: ResponseHeader(answering: request.header), body: answer(to: request))
    }

    private func answer(to request: RequestEnvelope) -> ResponseBody {
      func item(_ number: Int) -> XMLFragment {
        XMLFragment("p", XMLName("urn:x", "Thing")) { thing in
          thing.declare("p", "urn:x")
          thing.element("p", XMLName("urn:x", "Number"), text: String(number))
        }
      }
      switch request.body {
      case .get: return .get(item(1))
      case .delete: return .delete
      case .enumerate:
        return .enumerate(
          EnumerationBatch(
            context: EnumerationContext("1"), items: [.object(item(1)), .object(item(2))]))
      case .pull where name.hasPrefix("half"):
        return .fault(WSManFault(.internalError, message: "It broke in the middle."))
      case .pull: return .pull(EnumerationBatch(context: nil, items: [.object(item(3))]))
      default: return .fault(WSManFault(.actionNotSupported))
      }
    }

    func close() async {}
  }

  @Test func manyAtATimeButNotMoreThanTheLimit() async throws {
    let computers = Computers(delay: .milliseconds(50))
    let shell = try ModuleShell(connector: computers)
    let start = ContinuousClock.now
    let result = try await shell.run(
      "(Get-WSManInstance urn:x -ComputerName (1..60 | % { \"host$_\" }) -ThrottleLimit 12).Count")
    #expect(result.output == ["60"])
    #expect(result.errors.isEmpty)
    #expect(computers.counts.withLock { $0.most } == 12)
    #expect(ContinuousClock.now - start < .seconds(3), "one after the other takes that long")
  }

  @Test func thirtyTwoAreTheDefault() async throws {
    let computers = Computers(delay: .milliseconds(50))
    let shell = try ModuleShell(connector: computers)
    _ = try await shell.run("Get-WSManInstance urn:x -ComputerName (1..80 | % { \"host$_\" })")
    #expect(computers.counts.withLock { $0.most } == 32)
  }

  @Test func eachFailureIsOneErrorAndTheOthersGoOn() async throws {
    let shell = try ModuleShell(connector: Computers(delay: .milliseconds(1)))
    let result = try await shell.run(
      """
      Get-WSManInstance urn:x -ComputerName good1, bad1, good2, bad2 |
        Sort-Object PSComputerName | ForEach-Object { $_.PSComputerName + $_.Number }
      """)
    #expect(result.output == ["good11", "good21"])
    #expect(result.errors.map(\.target).sorted() == ["bad1:String", "bad2:String"])
    #expect(
      result.errors.allSatisfy {
        $0.id == "WsManError,Microsoft.WSMan.Management.GetWSManInstanceCommand"
          && $0.category == "InvalidOperation" && $0.message.hasPrefix("[bad")
      })
  }

  @Test func whatCameBeforeAFailureStays() async throws {
    let shell = try ModuleShell(connector: Computers(delay: .milliseconds(1)))
    let result = try await shell.run(
      """
      Get-WSManInstance urn:x -Enumerate -ComputerName whole, half |
        Sort-Object PSComputerName, Number | ForEach-Object { $_.PSComputerName + $_.Number }
      """)
    #expect(result.output == ["half1", "half2", "whole1", "whole2", "whole3"])
    #expect(result.errors.map(\.target) == ["half:String"])
    #expect(result.errors.first?.message.contains("It broke in the middle.") == true)
  }

  @Test(arguments: [
    // Names from the pipeline, as texts and as properties.
    ("'a', 'b' | Get-WSManInstance urn:x", ["a", "b"]),
    ("[pscustomobject]@{ ComputerName = 'a' } | Get-WSManInstance urn:x", ["a"]),
    ("'a', 'b' | Remove-WSManInstance urn:x @{ k = 1 }", ["a", "b"]),
    ("'a', 'b' | Test-WSMan", ["a", "b"]),
    // What Windows takes from the pipeline is no name.
    ("'urn:x' | Get-WSManInstance -ComputerName a", ["a"]),
    ("@{ k = 1 } | Remove-WSManInstance urn:x -ComputerName a, b", ["a", "b"]),
  ])
  func namesFromThePipeline(_ script: String, _ names: [String]) async throws {
    let computers = Computers(delay: .zero)
    let shell = try ModuleShell(connector: computers)
    let result = try await shell.run(script)
    #expect(computers.counts.withLock { $0.computers.sorted() } == names)
    let isIdentify = script.hasSuffix("Test-WSMan")
    #expect(result.errors.count == (isIdentify ? names.count : 0), "\(result.errors)")
  }

  @Test(arguments: ["'urn:x' | Get-WSManInstance", "@{ k = 1 } | Remove-WSManInstance urn:x"])
  func otherInputIsNoName(_ script: String) async throws {
    let computers = Computers(delay: .zero)
    let shell = try ModuleShell(connector: computers)
    // The local service knows nothing; what counts is that nobody else was asked.
    _ = try await shell.run(script)
    #expect(computers.counts.withLock { $0.computers.isEmpty })
  }

  private static let slowFirst =
    "Get-WSManInstance urn:x -Enumerate -ComputerName late, half, bad, soon -ThrottleLimit 2 2>&1 "
    + "| ForEach-Object { if ($_.Number) { $_.PSComputerName + $_.Number } else { 'error' } }"

  /// A session that is the same on every run shows what comes in the order of the names, however
  /// late the first of them is; one at the prompt shows what is there.
  @Test func theOrderOfASessionWithASeed() async throws {
    let computers = Computers(delay: .milliseconds(5))
    let seeded = try await ModuleShell(connector: computers, seed: 1).run(Self.slowFirst)
    #expect(
      seeded.output == [
        "late1", "late2", "late3", "half1", "half2", "error", "error", "soon1", "soon2", "soon3",
      ])
    #expect(computers.counts.withLock { $0.most } == 2)
    let plain = try await ModuleShell(connector: computers).run(Self.slowFirst)
    #expect(plain.output.sorted() == seeded.output.sorted())
    #expect(plain.output.first == "half1", "\(plain.output)")
  }

  @Test func aCancellationStopsAllAtOnce() async throws {
    let computers = Computers(delay: .seconds(60))
    let shell = try ModuleShell(connector: computers)
    let task = Task {
      try await shell.run("Get-WSManInstance urn:x -ComputerName (1..64 | % { \"host$_\" })")
    }
    while computers.counts.withLock({ $0.now }) < 32 { try await Task.sleep(for: .milliseconds(5)) }
    let start = ContinuousClock.now
    task.cancel()
    _ = await task.result
    #expect(ContinuousClock.now - start < .milliseconds(200))
    #expect(computers.counts.withLock { $0.now } == 0)
    #expect(computers.counts.withLock { $0.computers.count } == 32)
  }
}
