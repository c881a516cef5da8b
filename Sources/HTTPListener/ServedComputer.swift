import Logging
import Synchronization
import WSManProtocol
import WSManService
import WireSecurity
import XMLStream

/// What of a listener may change while it is open, as it is now.
final class LiveFace: Sendable {
  private let face: Mutex<ListenerFace>

  init(_ face: ListenerFace) { self.face = Mutex(face) }

  var current: ListenerFace { face.withLock { $0 } }

  func change(to new: ListenerFace) { face.withLock { $0 = new } }
}

/// The computer behind a listener, as its connections see it.
struct ServedComputer: Sendable {
  let service: WinRMService
  let accounts: ServiceAccounts
  let verified = VerifiedPasswords()
  let keys: AcceptorKeys
  let throttle = LogonThrottle()
  let options: ListenerOptions
  let registry = ConnectionRegistry()
  let face: LiveFace
  let logger: Logger

  init(_ service: WinRMService, options: ListenerOptions, logger: Logger) {
    self.service = service
    self.options = options
    face = LiveFace(options.face)
    self.logger = logger
    var keys = AcceptorKeys()
    keys.kerberos = options.kerberosKeys
    keys.credSSP = CredSSPIdentity(name: service.identity.fullName)
    self.keys = keys
    accounts = ServiceAccounts(of: service, logger: logger)
  }

  /// The name for people who keep requests.
  var name: String { service.identity.fullName }

  /// The settings at this moment; nil when they cannot be read.
  func policy() async -> ServicePolicy? {
    do {
      return try await service.policy()
    } catch {
      logger.error("settings cannot be read", metadata: ["error": "\(error)"])
      return nil
    }
  }

  /// Answers the body of a request: decoded, handled and encoded as the client encoded it.
  ///
  /// - Parameters:
  ///   - body: the body, possibly empty.
  ///   - caller: who sent it.
  ///   - policy: the settings at this moment.
  ///   - isOverQuota: whether the answer is that the service is too busy.
  ///   - note: what is kept of the request.
  func answer(
    to body: [UInt8], from caller: Caller, policy: ServicePolicy, isOverQuota: Bool = false,
    _ note: inout ServedRequest
  ) async -> HTTPAnswer {
    note.user = caller.isAuthenticated ? caller.userName : nil
    note.requestBytes = body.count
    // A leg of an authentication that needs no further one.
    guard !body.isEmpty else { return HTTPAnswer(status: 200) }
    do {
      let request = try EnvelopeDecoder.decodeRequest(body, limits: Self.limits(policy))
      note.take(request.envelope)
      let response =
        isOverQuota
        ? service.refused(request.envelope, with: WSManFault(.quotaLimit))
        : await service.handle(request.envelope, caller: caller)
      note.faultCode = response.fault?.code.rawValue
      return HTTPAnswer(response, encoding: request.encoding)
    } catch {
      // Who has not proved anything is told nothing (`protocol.md` 20).
      guard caller.isAuthenticated else { return .refusal(.badRequest) }
      var fault = error.fault
      fault.machine = service.identity.fullName
      note.faultCode = fault.code.rawValue
      let header = ResponseHeader(messageID: .random(), relatesTo: error.messageID)
      return HTTPAnswer(
        ResponseEnvelope(header: header, body: .fault(fault)),
        encoding: TextEncoding.detect(body).encoding)
    }
  }

  /// Answers the body of a request whose sender has shown a certificate: the mapping that fits the
  /// resource tells the account (`protocol.md` 12.5).
  func answer(
    to body: [UInt8], showing certificate: Certificate, policy: ServicePolicy,
    isOverQuota: Bool = false, _ note: inout ServedRequest
  ) async -> HTTPAnswer {
    note.requestBytes = body.count
    do {
      let request = try EnvelopeDecoder.decodeRequest(body, limits: Self.limits(policy))
      note.take(request.envelope)
      let resource = request.envelope.header.resource?.text ?? ""
      if let caller = try await service.caller(showing: certificate.der, for: resource) {
        return await answer(
          to: body, from: caller, policy: policy, isOverQuota: isOverQuota, &note)
      }
      await hold()
      var fault = WSManFault(.accessDenied)
      note.faultCode = fault.code.rawValue
      fault.machine = service.identity.fullName
      let header = ResponseHeader(
        messageID: .random(), relatesTo: request.envelope.header.messageID)
      return HTTPAnswer(
        ResponseEnvelope(header: header, body: .fault(fault)), encoding: request.encoding)
    } catch is EnvelopeError {
      return .refusal(.badRequest)
    } catch {
      logger.error("a certificate cannot be judged", metadata: ["error": "\(error)"])
      return .refused(503)
    }
  }

  /// Waits as long as refusals are held back.
  private func hold() async {
    try? await Task.sleep(for: throttle.delayAfterFailure())
  }

  private static func limits(_ policy: ServicePolicy) -> XMLLimits {
    var limits = XMLLimits.service
    limits.documentBytes = max(limits.documentBytes, policy.maximumEnvelopeSize)
    return limits
  }
}

extension ServedRequest {
  /// Takes over what a message asks for. Secrets are not in headers but in bodies; a selector whose
  /// name says otherwise is masked.
  fileprivate mutating func take(_ request: RequestEnvelope) {
    isIdentify = request.body == .identify
    action = request.body.action
    resource = request.header.resource?.text
    selectors = request.header.selectors.selectors.map { selector in
      let isSecret = selector.name.lowercased().hasSuffix("password")
      return (selector.name, isSecret ? EnvelopeRedaction.replacement : selector.text ?? "")
    }
  }
}

extension HTTPAnswer {
  /// A message; every fault has the status 500, as on Windows (`protocol.md` 1.4).
  fileprivate init(_ response: ResponseEnvelope, encoding: TextEncoding) {
    self.init(
      status: response.fault == nil ? 200 : 500,
      contentType: "application/soap+xml;charset=\(encoding == .utf8 ? "UTF-8" : "UTF-16")",
      body: EnvelopeEncoder.encode(response, encoding: encoding))
  }
}
