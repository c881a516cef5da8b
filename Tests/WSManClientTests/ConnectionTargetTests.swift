import Testing
import WSManClient
import WSManProtocol

@Suite struct ConnectionTargetTests {
  private let client = ClientConfiguration()

  /// The table of `cmdlets.md` 3.3, and its variations.
  @Test(arguments: [
    ("server01", false, "http://server01:5985/wsman"),
    ("server01", true, "https://server01:5986/wsman"),
    ("server01:8080", false, "http://server01:8080/wsman"),
    ("server01/custom", false, "http://server01:5985/custom"),
    ("server01:8080/a/b", true, "https://server01:8080/a/b"),
    ("http://server01", false, "http://server01:80/wsman"),
    ("HTTPS://server01", false, "https://server01:443/wsman"),
    ("https://server01:5986/wsman", true, "https://server01:5986/wsman"),
    ("http://server01/", false, "http://server01:80/wsman"),
    ("http://server01:5985/wsman?PSVersion=5", false, "http://server01:5985/wsman?PSVersion=5"),
    ("[::1]", false, "http://[::1]:5985/wsman"),
    ("http://[fdc3::8]:5985/wsman", false, "http://[fdc3::8]:5985/wsman"),
    ("10.0.0.1", false, "http://10.0.0.1:5985/wsman"),
    (".", false, "http://localhost:5985/wsman"),
  ])
  func addresses(text: String, useSSL: Bool, url: String) throws {
    let target = try ConnectionTarget(connectionString: text, useSSL: useSSL, client: client)
    #expect(target.url == url)
  }

  @Test(arguments: [
    ("ftp://server01", false, WSManErrorCode.transportNotSupported),
    ("http://server01", true, .sslButHTTP), ("server01:0", false, .portInvalid),
    ("server01:65536", false, .portInvalid), ("http://server01:x", false, .portInvalid),
    ("server01:99999999999999999999", false, .portInvalid),
    ("http://", false, .connectionStringInvalid),
    ("http:///wsman", false, .connectionStringInvalid),
    ("://server01", false, .connectionStringInvalid),
    ("http://user@server01", false, .connectionStringInvalid),
    ("http://[server01]", false, .connectionStringInvalid),
    ("http://[::1", false, .connectionStringInvalid), ("::1", false, .destinationInvalid),
    ("http://fdc3::8/", false, .destinationInvalid), ("server 01", false, .destinationInvalid),
    ("server01!", false, .destinationInvalid), ("http://a=b/", false, .connectionStringInvalid),
    ("server01/a b", false, .connectionStringInvalid),
  ])
  func malformed(text: String, useSSL: Bool, code: WSManErrorCode) {
    let refusal = #expect(throws: ClientRefusal.self) {
      try ConnectionTarget(connectionString: text, useSSL: useSSL, client: client)
    }
    #expect(refusal?.code == code)
  }

  @Test func partsOfCmdlets() throws {
    let named = try ConnectionTarget(
      computerName: "SERVER01", port: 1234, applicationName: "/x", useSSL: true, client: client)
    #expect(named.url == "https://SERVER01:1234/x")
    #expect(!named.isPlainName)
    #expect(throws: ClientRefusal(.destinationInvalid)) {
      try ConnectionTarget(computerName: "http://server01", client: client)
    }
    #expect(throws: ClientRefusal(.portInvalid)) {
      try ConnectionTarget(computerName: "server01", port: 0, client: client)
    }
  }

  @Test func theLocalComputer() throws {
    let session = try ConnectionTarget(computerName: nil, client: client)
    #expect(session.isLocalSession)
    for name in ["", ".", "localhost"] {
      let target = try ConnectionTarget(computerName: name, client: client)
      #expect(target.host == "localhost")
      #expect(target.isPlainName)
      #expect(!target.isLocalSession)
    }
    let real = try ConnectionTarget(computerName: nil, port: 5985, client: client)
    #expect(!real.isPlainName)
    #expect(!real.isLocalSession)
    #expect(real.host == "localhost")
  }

  @Test func theConfigurationDecidesWhatIsNotGiven() throws {
    var client = ClientConfiguration()
    client.httpPort = 80
    client.httpsPort = 443
    client.urlPrefix = "custom/path"
    let plain = try ConnectionTarget(computerName: "server01", client: client)
    #expect(plain.url == "http://server01:80/custom/path")
    let secure = try ConnectionTarget(computerName: "server01", useSSL: true, client: client)
    #expect(secure.url == "https://server01:443/custom/path")
  }

  @Test func kindsOfHosts() throws {
    let address = try ConnectionTarget(computerName: "[fe80::1]", client: client)
    #expect(address.isAddress)
    #expect(address.host == "fe80::1")
    #expect(try ConnectionTarget(computerName: "127.0.0.1", client: client).isLoopback)
    #expect(try ConnectionTarget(computerName: "[::1]", client: client).isLoopback)
    #expect(try !ConnectionTarget(computerName: "server01", client: client).isAddress)
  }
}
