import Testing

@testable import WSManModule

/// Advice can be typed with the command that failed, whatever the text is that a connection fails with.
@Suite struct AdviceSpellingTests {
  @Test(
    "no text keeps a parameter that the tools have not", arguments: [AdviceSpelling.winrm, .winrs])
  func tools(_ spelling: AdviceSpelling) {
    // winrm calls the first as cmdlets do; winrs, which has none of them, is never told of them.
    let same: Set<AdvisedParameter> =
      spelling == .winrm ? [.spnPort] : [.spnPort, .proxyCredential]
    for text in ConnectionTexts.all {
      let spelled = spelling.text(text, address: ConnectionTexts.address)
      let parameters = AdvisedOptions.all(in: spelled).flatMap(\.options).map(\.parameter)
      #expect(Set(parameters).subtracting(same) == [], "\(text)\n\(spelled)")
      #expect(!spelled.contains("New-WSMan"), "\(text)\n\(spelled)")
    }
  }

  @Test("where a session has no options, they stand behind the command that has them")
  func withoutOptions() {
    for text in ConnectionTexts.all {
      let spelled = AdviceSpelling.withoutOptions.text(text, address: ConnectionTexts.address)
      for option in [" -SessionOption (", " -ConnectionURI"] {
        for range in spelled.ranges(of: option) {
          let before = spelled[..<range.lowerBound]
          #expect(
            before.hasSuffix("Connect-WSMan") || before.hasSuffix("Connect-WSMan server01 -UseSSL"),
            "\(text)\n\(spelled)")
        }
      }
    }
  }

  @Test("what is left is made of whole sentences", arguments: AdviceSpelling.allCases)
  func sentences(_ spelling: AdviceSpelling) {
    for text in ConnectionTexts.all {
      let spelled = spelling.text(text, address: ConnectionTexts.address)
      for broken in ["  ", " .", " ,", " ;", "..", ":.", ",.", "( ", " )", "with.", "or.", "use."] {
        #expect(text.contains(broken) || !spelled.contains(broken), "\(text)\n\(spelled)")
      }
      #expect(spelled.first == text.first && spelled.last == text.last, "\(text)\n\(spelled)")
    }
  }

  /// The texts that hold all parameters hold them all, so that the tests above are about each of them.
  @Test func everyParameterIsAdvised() {
    let advised = ConnectionTexts.all.flatMap(AdvisedOptions.all(in:)).flatMap(\.options)
    #expect(Set(advised.map(\.parameter)) == Set(AdvisedParameter.allCases))
  }

  @Test(
    "each spelling in full",
    arguments: [
      (
        .cmdlet, "Skip it with -SessionOption (New-WSManSessionOption -SkipCACheck).",
        "Skip it with -SessionOption (New-WSManSessionOption -SkipCACheck)."
      ),
      (
        .winrm, "Check -ComputerName, -Port and -ApplicationName, or -ConnectionURI.",
        "Check -remote."
      ),
      (
        .winrs, "Check -ComputerName, -Port and -ApplicationName, or -ConnectionURI.",
        "Check /remote."
      ),
      (
        .withoutOptions, "Check -ComputerName, -Port and -ApplicationName, or -ConnectionURI.",
        "Check -ComputerName, -Port and -ApplicationName."
      ),
      (.winrm, "Check -Port (5985).", "Check the port in -remote (5985)."),
      (
        .winrm, "Check this; for HTTP leave -UseSSL out.",
        "Check this; for HTTP leave https:// or -usessl out."
      ),
      (
        .winrm,
        "No. Give both with -SessionOption (New-WSManSessionOption -ProxyAuthentication Digest "
          + "-ProxyCredential NAME).",
        "No. Give both with -proxyaccess:ie_settings -proxyauthentication:digest -proxyusername:NAME."
      ),
      (
        .winrs,
        "No. Give both with -SessionOption (New-WSManSessionOption -ProxyAuthentication Digest "
          + "-ProxyCredential NAME). Look there.", "No. Look there."
      ),
      (
        .winrm,
        "Connect with -Authentication ClientCertificate -CertificateThumbprint THUMBPRINT. So.",
        "Connect with -authentication:certificate -certificate:THUMBPRINT. So."
      ),
      (
        .winrs,
        "No. Trust it, or, for a test, skip it with -SessionOption (New-WSManSessionOption "
          + "-SkipCNCheck -SkipRevocationCheck). Then go on.", "No. Trust it. Then go on."
      ),
      (.winrs, "No. Trust it; -NoEncryption helps.", "No. Trust it; /unencrypted helps."),
      (.winrs, "No. Trust it; -Authentication Basic helps.", "No. Trust it."),
      (
        .winrs, "No. -Authentication Negotiate with -Credential works.",
        "No. An account with /username:NAME works."
      ),
      (.winrs, "No. Use -Authentication Negotiate -Credential NAME.", "No. Use /username:NAME."),
      (
        .winrs, "The -Authentication Basic failed.", "The -Authentication Basic failed."
      ),
      (
        .winrm, "Give it the OperationTimeout of New-WSManSessionOption.",
        "Give it -timeout:MILLISECONDS."
      ),
      (
        .winrm, "Set-Item -Value x-Port, Get-Thing -Portable",
        "Set-Item -Value x-Port, Get-Thing -Portable"
      ),
    ] as [(AdviceSpelling, String, String)])
  func spelled(_ spelling: AdviceSpelling, _ text: String, _ result: String) {
    #expect(spelling.text(text, address: ConnectionTexts.address) == result)
  }

  @Test(
    "the command that has options makes the same connection",
    arguments: [
      (nil, "Connect-WSMan NAME"), ("http://server01:5985/wsman", "Connect-WSMan server01"),
      ("https://server01:5986/wsman", "Connect-WSMan server01 -UseSSL"),
      ("https://server01:5985/wsman", "Connect-WSMan server01 -UseSSL -Port 5985"),
      ("http://[::1]:80/wsman", "Connect-WSMan [::1] -Port 80"),
      ("http://10.0.0.1:5985/other", "Connect-WSMan 10.0.0.1 -ApplicationName other"),
    ] as [(String?, String)])
  func connecting(_ address: String?, _ command: String) {
    let options = "-SessionOption (New-WSManSessionOption -SkipCACheck)"
    #expect(
      AdviceSpelling.withoutOptions.text("Use \(options).", address: address)
        == "Use \(command) \(options).")
  }
}
