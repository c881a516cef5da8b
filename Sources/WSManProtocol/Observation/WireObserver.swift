/// Someone who wants to see the messages that pass: a trace, `-Verbose`, a lesson.
///
/// Messages come after `EnvelopeRedaction` has blanked what must stay secret. The calls are made
/// while the exchange waits, so they must be quick.
public protocol WireObserver: Sendable {
  /// A request is about to go to an address such as `http://server01:5985/wsman`.
  func willSend(_ request: RequestEnvelope, to address: String)
  /// An answer has come.
  func didReceive(_ response: ResponseEnvelope, from address: String)
  /// No answer has come; the text says why.
  func didFail(_ reason: String, at address: String)
}
