import WSManProtocol

/// Identify (`protocol.md` 6.1).
enum IdentifyHandler {
  /// The answer; who has not proved who they are learns no versions and no profiles.
  static func response(
    for caller: Caller, identity: ServiceIdentity, configuration: ComputerConfiguration
  ) -> IdentifyResponse {
    if let product = identity.product {
      return IdentifyResponse(
        productVendor: product.vendor, productVersion: product.version,
        securityProfiles: caller.isAuthenticated ? profiles(of: configuration) : [])
    }
    let stack = configuration.profile.stackVersion
    guard caller.isAuthenticated else {
      return IdentifyResponse(
        productVendor: vendor, productVersion: "OS: 0.0.0 SP: 0.0 Stack: \(stack)")
    }
    return IdentifyResponse(
      productVendor: vendor,
      productVersion: "OS: \(identity.operatingSystemVersion) SP: \(identity.servicePack) "
        + "Stack: \(stack)",
      securityProfiles: configuration.profile >= .ws2012 ? profiles(of: configuration) : [])
  }

  private static let vendor = "Microsoft Corporation"
  private static let profileBase = "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/"

  private static func profiles(of configuration: ComputerConfiguration) -> [String] {
    let policy = ServicePolicy(configuration)
    var names: [String] = []
    if policy.allowsBasic { names += ["http/basic", "https/basic"] }
    if policy.allowsNegotiate || policy.allowsKerberos {
      names += ["http/spnego-kerberos", "https/spnego-kerberos"]
    }
    if policy.allowsCertificate { names.append("https/mutual") }
    return names.map { profileBase + $0 }
  }
}
