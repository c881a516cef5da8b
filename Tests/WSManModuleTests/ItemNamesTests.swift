import Testing

@testable import WSManModule

@Suite("Names derived from hashes (provider.md 9.6)")
struct ItemNamesTests {
  @Test(
    arguments: [
      ("", 371_857_150), ("a", 372_029_373), ("ab", 1_093_630_535), ("Address", -1_159_205_642),
      ("Transport", 1_423_912_799), ("Port", -864_298_083), ("URI", -1_038_066_900),
      ("Subject", 1_732_412_034), ("Issuer", -2_021_382_673), ("127.0.0.1", -1_770_022_257),
      ("::1", -1_414_502_903), ("Listener_1084132640", 1_019_753_302),
      ("Listener_1305953032", 1_340_848_288), ("Resource_1088764045", 2_055_936_308),
    ] as [(String, Int32)])
  func hashes(_ text: String, _ hash: Int32) { #expect(ItemNames.hash(text) == hash) }

  private func listener(
    _ address: String, _ transport: String, _ port: Int, on addresses: [String] = []
  ) -> (name: String, keys: [String]) {
    ItemNames.listener(
      [
        ("Address", address), ("Transport", transport), ("Port", String(port)), ("Hostname", ""),
        ("Enabled", "true"), ("URLPrefix", "wsman"), ("CertificateThumbprint", ""),
      ] + addresses.map { ("ListeningOn", $0) })
  }

  @Test(
    arguments: [
      ("*", "HTTP", 5985, 1_084_132_640), ("*", "HTTPS", 5986, 1_305_953_032),
      ("*", "HTTP", 80, 1_180_356_267), ("*", "HTTPS", 443, 874_393_735),
      ("*", "HTTP", 8080, 2_104_741_981), ("*", "HTTP", 47001, 1_744_688_393),
      ("IP:127.0.0.1", "HTTP", 6666, 1_119_114_513),
      ("IP:10.0.0.4", "HTTP", 5985, 2_031_619_700),
      ("IP:192.168.1.10", "HTTPS", 5986, 689_129_358), ("*", "http", 5985, 2_107_106_208),
    ] as [(String, String, Int, Int)])
  func listeners(_ address: String, _ transport: String, _ port: Int, _ number: Int) {
    #expect(listener(address, transport, port).name == "Listener_\(number)")
    #expect(
      listener(address, transport, port, on: ["127.0.0.1", "::1"]).name == "Listener_\(number)")
    #expect(
      listener(address, transport, port).keys == ["Transport=\(transport)", "Address=\(address)"])
  }

  @Test func manyAddressesDisplaceAnEntry() {
    let addresses = [
      "10.0.0.4", "127.0.0.1", "::1", "fe80::5efe:10.0.0.4%4", "fe80::b1:2c%3",
      "2001:0:9d38:6abd:1",
    ]
    #expect(listener("*", "HTTP", 5985, on: addresses).name == "Listener_1682839512")
  }

  @Test(
    arguments: [
      ("*", "*", "476F0ABF52FD56722B9C9A833144D9ABB7F55CE9", 524_521_784),
      ("wmicimv2/*", "*", "1b3fd224d66c6413fe20d21e38b304226d192dfe", 1_793_817_310),
    ] as [(String, String, String, Int)])
  func certificates(_ uri: String, _ subject: String, _ issuer: String, _ number: Int) {
    let mapping = ItemNames.clientCertificate([
      ("URI", uri), ("Subject", subject), ("Issuer", issuer), ("UserName", "x"),
      ("Enabled", "true"), ("Password", ""),
    ])
    #expect(mapping.name == "ClientCertificate_\(number)")
    #expect(mapping.keys == ["URI=\(uri)", "Issuer=\(issuer)", "Subject=\(subject)"])
  }

  @Test(
    arguments: [
      (
        "http://schemas.microsoft.com/powershell/microsoft.powershell", 1_088_764_045, 2_055_936_308
      ),
      ("http://schemas.microsoft.com/powershell/microsoft.powershell32", 850_232_060, 591_915_939),
      (
        "http://schemas.microsoft.com/powershell/microsoft.powershell.workflow", 1_140_488_768,
        1_214_545_474
      ),
      ("http://schemas.microsoft.com/powershell/TestPlugin", 824_684_089, 20_577_022),
      ("http://foo/", 1_528_792_879, 102_797_211),
      ("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2", 1_275_771_768, 745_421_528),
      ("http://schemas.dmtf.org/wbem/wscim/2/cim-schema", 759_357_274, 537_563_612),
      ("http://schemas.dmtf.org/wbem/wscim/3/cim-schema", 2_131_989_291, 1_404_272_906),
      ("http://schemas.microsoft.com/wbem/wsman/1/wmi", 1_840_445_374, 599_885_651),
      ("http://schemas.microsoft.com/wbem/wsman/1/subscription", 217_901_838, 464_773_304),
    ] as [(String, Int, Int)])
  func resources(_ uri: String, _ resource: Int, _ security: Int) {
    let name = ItemNames.resource(uri)
    #expect(name == "Resource_\(resource)")
    #expect(ItemNames.security(ofResource: name) == "Security_\(security)")
  }

  @Test(
    arguments: [
      ("10.11.10.64", 821_910_684), ("127.0.0.1", 1_770_022_257), ("::1", 1_414_502_903),
      ("fd75:17af:1d1f:cb0e:4471:dc31:ca1b:9dbd", 1_411_608_058),
      ("fe80::5efe:10.11.10.64%5", 2_145_632_486),
      ("fe80::4471:dc31:ca1b:9dbd%4", 1_830_023_793),
    ] as [(String, Int)])
  func addresses(_ address: String, _ number: Int) {
    #expect(ItemNames.listeningOn(address) == "ListeningOn_\(number)")
  }

  @Test func listingOrder() {
    let http = "Listener_1084132640"
    let https = "Listener_1305953032"
    #expect(ItemNames.listingOrder([http, https]) == [https, http])
    #expect(ItemNames.listingOrder([https, http]) == [http, https])
    #expect(
      ItemNames.listingOrder([http, https, "Listener_1119114513"])
        == [https, "Listener_1119114513", http])
  }
}
