@testable import WireSecurity

/// How a service takes a token that is bound to its own channel, to another one, or to none.
struct BindingCase: Sendable {
  let level: AcceptanceTerms.BindingLevel
  /// What the client's token is bound to.
  let binding: ChannelBinding?
  let isAccepted: Bool

  /// The channel that the service sees.
  static let ofService = ChannelBinding(applicationData: Array("tls-server-end-point:one".utf8))
  private static let other = ChannelBinding(
    applicationData: Array("tls-server-end-point:other".utf8))

  static let all: [BindingCase] = [
    (AcceptanceTerms.BindingLevel.ignored, [true, true, true]),
    (.relaxed, [true, false, true]), (.strict, [true, false, false]),
  ].flatMap { level, accepted in
    zip([ofService, other, nil], accepted).map {
      BindingCase(level: level, binding: $0, isAccepted: $1)
    }
  }

  var terms: AcceptanceTerms {
    var terms = AcceptanceTerms.test
    terms.bindingLevel = level
    return terms
  }
}
