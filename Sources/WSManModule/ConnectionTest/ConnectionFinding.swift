import PSEngine
import WSManProtocol

/// How one step on the way to a computer went.
struct ConnectionFinding: Sendable, Equatable {
  /// How a step ends.
  enum Outcome: String, Sendable {
    case passed = "Passed"
    case failed = "Failed"
    /// There was nothing to try: something is missing, or the computer is emulated in this process.
    case skipped = "Skipped"
  }

  let step: String
  let outcome: Outcome
  /// `nil` when nothing was done.
  var duration: Duration?
  var detail: String
  /// The number of the error.
  var code: UInt32?
}

/// What `Test-WSManConnection` writes: a finding about a computer.
final class ConnectionFindingObject: PSObject {
  static let typeName = "WSManShell.ConnectionTestStep"

  private let computer: String
  private let finding: ConnectionFinding

  init(_ finding: ConnectionFinding, of computer: String) {
    self.finding = finding
    self.computer = computer
  }

  override var baseTypeNames: [String] { [Self.typeName, "System.Object"] }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("ComputerName"), PSPropertyInfo("Step"), PSPropertyInfo("Result"),
      PSPropertyInfo("Time", "System.TimeSpan"), PSPropertyInfo("Code", "System.UInt32"),
      PSPropertyInfo("Detail"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "computername": .string(computer)
    case "step": .string(finding.step)
    case "result": .string(finding.outcome.rawValue)
    case "time": finding.duration.map { .object(PSTimeSpan(ticks: $0.ticks)) } ?? .null
    case "code": finding.code.map { .number(.uint32($0)) } ?? .null
    case "detail": .string(finding.detail)
    default: nil
    }
  }

  override var text: String { "\(finding.step): \(finding.outcome.rawValue)" }
}

extension Duration {
  /// In units of 100 ns.
  fileprivate var ticks: Int64 {
    let (seconds, attoseconds) = components
    let (whole, isTooLong) = seconds.multipliedReportingOverflow(by: 10_000_000)
    return isTooLong ? .max : whole &+ attoseconds / 100_000_000_000
  }
}
