import Synchronization
import WSManProtocol

/// Writes down which messages passed.
final class MessageLog: WireObserver {
  private let entries = Mutex<[String]>([])

  var lines: [String] { entries.withLock { $0 } }

  func willSend(_ request: RequestEnvelope, to address: String) {
    entries.withLock { $0.append("to \(address)") }
  }

  func didReceive(_ response: ResponseEnvelope, from address: String) {
    entries.withLock { $0.append("from \(address)") }
  }

  func didFail(_ reason: String, at address: String) {
    entries.withLock { $0.append("failed \(address)") }
  }
}
