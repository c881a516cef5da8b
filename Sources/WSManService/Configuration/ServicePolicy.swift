/// The settings that a listener obeys; it reads them for each connection or request, so that a
/// change works at once.
public struct ServicePolicy: Sendable, Equatable {
  /// `Service\AllowUnencrypted`: whether clear text is accepted over HTTP.
  public let allowsUnencrypted: Bool
  /// `Service\AllowRemoteAccess`: whether requests from other computers are taken at all.
  public let allowsRemoteAccess: Bool
  /// `Service\Auth\Basic`.
  public let allowsBasic: Bool
  /// `Service\Auth\Kerberos`.
  public let allowsKerberos: Bool
  /// `Service\Auth\Negotiate`.
  public let allowsNegotiate: Bool
  /// `Service\Auth\Certificate`.
  public let allowsCertificate: Bool
  /// `Service\Auth\CredSSP`.
  public let allowsCredSSP: Bool
  /// `Service\Auth\CbtHardeningLevel`: `None`, `Relaxed` or `Strict`.
  public let channelBindingLevel: String
  /// The largest request in octets, from `MaxEnvelopeSizekb`; a larger one gets HTTP 413.
  public let maximumEnvelopeSize: Int
  /// `Service\MaxConnections`: how many requests are handled at the same time.
  public let maximumConnections: Int
  /// `Service\MaxPacketRetrievalTimeSeconds`: how long the whole request may take to arrive after
  /// its headers, in seconds.
  public let packetRetrievalSeconds: Int

  /// The settings of a configuration.
  public init(_ configuration: ComputerConfiguration) {
    allowsUnencrypted = configuration.isOn("Service.AllowUnencrypted")
    allowsRemoteAccess = configuration.allowsRemoteAccess
    allowsBasic = configuration.isOn("Service.Auth.Basic")
    allowsKerberos = configuration.isOn("Service.Auth.Kerberos")
    allowsNegotiate = configuration.isOn("Service.Auth.Negotiate")
    allowsCertificate = configuration.isOn("Service.Auth.Certificate")
    allowsCredSSP = configuration.isOn("Service.Auth.CredSSP")
    channelBindingLevel = configuration.text("Service.Auth.CbtHardeningLevel") ?? "None"
    maximumEnvelopeSize = configuration.maximumEnvelopeSize
    maximumConnections = Int(configuration.number("Service.MaxConnections", otherwise: 300))
    packetRetrievalSeconds = Int(
      configuration.number("Service.MaxPacketRetrievalTimeSeconds", otherwise: 120))
  }
}

extension ComputerConfiguration {
  /// See ``ServicePolicy/allowsRemoteAccess``. Generations without the setting take remote requests.
  var allowsRemoteAccess: Bool { text("Service.AllowRemoteAccess") != "false" }

  /// See ``ServicePolicy/maximumEnvelopeSize``.
  var maximumEnvelopeSize: Int {
    Int(number("MaxEnvelopeSizekb", otherwise: 500)).multipliedClamping(by: 1024)
  }
}

extension Int {
  /// The product, or the largest number when it does not fit.
  fileprivate func multipliedClamping(by factor: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}
