import Testing
import WSManClient
import WSManProtocol
import XMLStream

@Suite struct TransportFailureTests {
  /// The tables of `cmdlets.md` 3.5 G and 6.1.
  @Test(
    arguments: [
      (.nameNotResolved, 2_150_859_193), (.connectionRefused, 2_150_858_770),
      (.timedOut, 2_150_859_046), (.tlsAborted, 2_150_859_194),
      (.certificateNotTrusted(["It has expired."]), 12_175), (.httpStatus(401), 5),
      (.httpStatus(404), 2_150_859_027), (.httpStatus(413), 2_150_859_025),
      (.httpStatus(503), 2_150_859_026), (.httpStatus(302), 2_150_859_024),
      (.httpStatus(400), 2_150_859_121), (.httpStatus(500), 2_150_859_120),
      (.httpStatus(418), 2_150_859_023), (.emptyAnswer, 2_150_858_997),
      (.contentType("text/plain"), 2_150_858_999), (.encodingMismatch, 2_150_859_000),
      (.html, 2_150_859_123), (.notDecrypted, 2_150_859_001),
      (.envelope(EnvelopeError(.notSOAP12)), 2_150_858_996), (.wrongAnswer, 2_150_858_995),
      (.answerTooLarge(512_000), 2_150_858_790), (.authentication(.logonFailure, "no"), 1326),
    ] as [(TransportFailure.Cause, UInt32)])
  func numbers(cause: TransportFailure.Cause, code: UInt32) {
    let failure = TransportFailure(cause, address: "http://server01:5985/wsman")
    #expect(failure.code.rawValue == code)
    #expect(failure.description.contains("server01"))
  }

  @Test(arguments: [404, 413, 418, 503])
  func aStatusIsNamedOnce(status: Int) {
    let failure = TransportFailure(.httpStatus(status), address: "http://server01/wsman")
    #expect(failure.description.split(separator: "\(status)").count == 2, "\(failure)")
  }
}
