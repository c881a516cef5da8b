import PSEngine
import WSManClient
import WSManProtocol

/// A traced exchange, as `Trace-WSMan -PassThru` and `Show-WSManTrace` give it.
final class ExchangeObject: PSObject {
  static let typeName = "WSManShell.WireExchange"

  let traced: TraceRecorder.Traced
  private let hidesTimes: Bool

  init(_ traced: TraceRecorder.Traced, hidesTimes: Bool) {
    self.traced = traced
    self.hidesTimes = hidesTimes
  }

  override var baseTypeNames: [String] { [Self.typeName, "System.Object"] }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Number", "System.Int32"), PSPropertyInfo("ComputerName"),
      PSPropertyInfo("Action"), PSPropertyInfo("Resource"), PSPropertyInfo("Outcome"),
      PSPropertyInfo("Status", "System.Int32"), PSPropertyInfo("FaultCode", "System.UInt32"),
      PSPropertyInfo("SentBytes", "System.Int32"), PSPropertyInfo("ReceivedBytes", "System.Int32"),
      PSPropertyInfo("Milliseconds", "System.Double"), PSPropertyInfo("Authentication"),
      PSPropertyInfo("Protection"), PSPropertyInfo("IsEncrypted", "System.Boolean"),
      PSPropertyInfo("HttpRequests", "System.Int32"), PSPropertyInfo("Address"),
      PSPropertyInfo("ActionUri"), PSPropertyInfo("ResourceUri"), PSPropertyInfo("Error"),
      PSPropertyInfo("Request"), PSPropertyInfo("Response"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    let exchange = traced.exchange
    switch name.lowercased() {
    case "number": return .int(traced.number)
    case "computername": return .string(exchange.computer)
    case "action": return .string(WireNames.action(exchange.action))
    case "resource": return .string(WireNames.resource(exchange.request))
    case "outcome": return .string(outcome)
    case "status": return exchange.status.map { .int($0) } ?? .null
    case "faultcode":
      return (exchange.response?.fault?.code.rawValue).map { .number(.uint32($0)) } ?? .null
    case "sentbytes": return .int(exchange.sentBytes)
    case "receivedbytes": return .int(exchange.receivedBytes)
    case "milliseconds": return .number(.double(hidesTimes ? 0 : exchange.duration.milliseconds))
    case "authentication": return .string(exchange.authentication.displayName)
    case "protection": return .string(exchange.protection.rawValue)
    case "isencrypted": return .bool(exchange.isEncrypted)
    case "httprequests": return .int(exchange.legs.count)
    case "address": return .string(exchange.address)
    case "actionuri": return .string(exchange.action)
    case "resourceuri": return .string(exchange.request.header.resource?.text ?? "")
    case "error": return .optional(exchange.reason)
    case "request":
      return .string(String(decoding: EnvelopeEncoder.encode(exchange.request), as: UTF8.self))
    case "response":
      return exchange.response.map {
        .string(String(decoding: EnvelopeEncoder.encode($0), as: UTF8.self))
      } ?? .null
    default: return nil
    }
  }

  private var outcome: String {
    switch traced.exchange.outcome {
    case .answered(let response): response.fault == nil ? "Answered" : "Fault"
    case .failed: "Failed"
    case .refused: "Refused"
    case .rehearsed: "WhatIf"
    }
  }

  override var text: String {
    TraceText(hidesTimes: hidesTimes).line(traced).text(colored: false)
  }
}

extension WireExchange {
  /// Why there is no answer, or what the fault says.
  var reason: String? {
    switch outcome {
    case .answered(let response): response.fault?.text
    case .failed(let reason), .refused(let reason): reason
    case .rehearsed: nil
    }
  }
}

extension Duration {
  /// Milliseconds, to a tenth.
  var milliseconds: Double { Double(tenths) / 10 }

  /// Tenths of milliseconds.
  var tenths: Int {
    let (seconds, attoseconds) = components
    return Int(clamping: seconds) &* 10_000 &+ Int(attoseconds / 100_000_000_000_000)
  }
}
