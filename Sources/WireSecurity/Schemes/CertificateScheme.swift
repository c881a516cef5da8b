/// The client's side of a certificate: TLS proves it, a header says that it is meant (`protocol.md`
/// 12.1).
struct CertificateClient: ClientMechanism {
  var scheme: AuthenticationScheme? { .clientCertificate }

  func start(binding: ChannelBinding?) -> ClientStep {
    .send(
      authorization: AuthenticationScheme.clientCertificate.wireName, carriesMessage: true)
  }

  func received(
    status: Int, challenges: [AuthenticationChallenge], binding: ChannelBinding?
  ) -> ClientStep {
    guard status == 401 else { return .done }
    return .refused(AuthenticationRefusal(.credentialsRefused, scheme: .clientCertificate))
  }

  func reset() {}
}
