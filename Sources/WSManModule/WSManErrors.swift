import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// The one mapping from faults and transport failures to error records (`cmdlets.md` 3.10,
/// `provider.md` 13.1).
enum WSManErrors {
  private static let invalidOperation = "System.InvalidOperationException"

  /// A `WsManError` record of a cmdlet.
  static func record(
    _ message: String, target: PSValue = .null, code: UInt32? = nil, advice: String? = nil
  ) -> ErrorRecord {
    let record = ErrorRecord(
      PSException(invalidOperation, message, hresult: hresult(code)), id: "WsManError",
      category: .invalidOperation, target: target)
    record.recommendedAction = advice
    return record
  }

  /// What a provider throws for a fault, a transport failure or an error of its own.
  static func providerError(_ error: any Error) -> any Error {
    guard let cause = Cause(error, .withoutOptions) else { return error }
    return PSRuntimeError.provider(
      PSException(invalidOperation, cause.message, hresult: hresult(cause.code)))
  }

  /// Runs `body`; a fault or transport failure becomes what a provider throws.
  static func asProviderErrors<Result>(
    _ body: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch {
      throw providerError(error)
    }
  }

  /// The record of a change to a listener or mapping that the service has refused: Windows reports
  /// it as an error of COM, after which the command goes on (`provider.md` 13.2 E27).
  static func instanceRecord(_ error: any Error) -> ErrorRecord? {
    guard let cause = Cause(error) else { return nil }
    return ErrorRecord(
      PSException(
        "System.Runtime.InteropServices.COMException", cause.message, hresult: hresult(cause.code)),
      id: "COMException", category: .invalidOperation)
  }

  /// The record of a cmdlet for a fault or transport failure; `nil` for other errors.
  static func record(_ error: any Error, target: PSValue) -> ErrorRecord? {
    Cause(error).map { record($0.message, target: target, code: $0.code) }
  }

  /// As ``record(_:target:)``, for one of several computers, which the text names; records of other
  /// errors get its name too.
  /// - Parameter count: how many instances had come from it before.
  static func record(_ error: any Error, computer: String, after count: Int = 0) -> ErrorRecord? {
    if let error = error as? PSRuntimeError {
      error.record.detailsMessage = WSManMessages.oneOfSeveral(computer, error.record.message)
      error.record.computerName = computer
      return error.record
    }
    guard let cause = Cause(error) else { return nil }
    let record = record(
      WSManMessages.oneOfSeveral(
        computer, WSManMessages.failure(cause.message, afterInstances: count)),
      target: .string(computer), code: cause.code)
    record.computerName = computer
    return record
  }

  /// As ``record(_:target:)``, with the fault document as message (`cmdlets.md` 3.10).
  static func documentRecord(
    _ error: any Error, machine: String, target: PSValue, _ spelling: AdviceSpelling = .cmdlet
  ) -> ErrorRecord? {
    guard let cause = Cause(error, spelling) else { return nil }
    return record(cause.document(machine: machine), target: target, code: cause.code)
  }

  /// Codes of Win32 have the form of a result of their own, such as 0x80070005 for 5.
  private static func hresult(_ code: UInt32?) -> Int32 {
    guard let code else { return Int32(bitPattern: 0x8013_1509) }
    return Int32(bitPattern: code < 0x1_0000 ? 0x8007_0000 | code : code)
  }

  /// What is common to faults and transport failures: a code and a sentence.
  struct Cause {
    let code: UInt32
    let message: String
    private let faultMachine: String?
    private let provider: ProviderFault?

    /// The cause in an error of the service or the connection; nil for other errors.
    /// - Parameter spelling: how the command that shows it writes advice.
    init?(_ error: any Error, _ spelling: AdviceSpelling = .cmdlet) {
      switch error {
      case let fault as WSManFault:
        code = fault.code.rawValue
        message = fault.text
        faultMachine = fault.machine.isEmpty ? nil : fault.machine
        provider = fault.provider
      case let failure as TransportFailure:
        code = failure.code.rawValue
        message = spelling.text(failure.description, address: failure.address)
        faultMachine = nil
        provider = nil
      case let refusal as ClientRefusal:
        code = refusal.code.rawValue
        message = spelling.text(refusal.message)
        faultMachine = nil
        provider = nil
      default: return nil
      }
    }

    /// The number as the result of a function of COM.
    var result: Int32 { hresult(code) }

    /// The fault as the XML text that Windows puts into the error message.
    func document(machine: String) -> String { element(machine: machine).description }

    /// The fault as an element.
    func element(machine: String) -> XMLFragment {
      wsmanFault(code: code, machine: faultMachine ?? machine) { content in
        guard let provider else { return content.text(message) }
        content.element("f", XMLName(Namespaces.fault, "ProviderFault")) { element in
          element.attribute("provider", provider.provider)
          element.attribute("path", provider.path)
          if let code = provider.code {
            element.fragment(
              wsmanFault(code: code.rawValue, machine: provider.machine) {
                $0.text(provider.message)
              })
          } else {
            element.text(provider.message)
          }
          for more in provider.extensions { element.fragment(more) }
        }
      }
    }

    private func wsmanFault(
      code: UInt32, machine: String, _ fill: (inout XMLFragmentBuilder) -> Void
    ) -> XMLFragment {
      XMLFragment("f", XMLName(Namespaces.fault, "WSManFault")) { fault in
        fault.declare("f", Namespaces.fault)
        fault.attribute("Code", String(code))
        fault.attribute("Machine", machine)
        fault.element("f", XMLName(Namespaces.fault, "Message"), fill)
      }
    }
  }
}
