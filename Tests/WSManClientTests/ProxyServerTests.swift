import Testing
import WSManClient

/// The proxy that the environment names.
@Suite struct ProxyServerTests {
  private func proxy(_ variables: [String: String]) -> ProxyServer? {
    ProxyServer { variables[$0] }
  }

  @Test func variables() {
    #expect(proxy([:]) == nil)
    #expect(proxy(["http_proxy": "http://p:1"]) == nil)
    #expect(proxy(["https_proxy": "", "all_proxy": "p:2"])?.address == "p:2")
    #expect(
      proxy(["https_proxy": "p:1", "all_proxy": "p:2", "no_proxy": "a, .b.c"])
        == ProxyServer(address: "p:1", exceptions: ["a", ".b.c"]))
  }

  @Test(arguments: [
    ("server01", true), ("a", false), ("A", false), ("x.a", false), ("xa", true),
    ("b.c", false), ("x.b.c", false), ("xb.c", true), ("::1", false), ("192.0.2.7", false),
  ])
  func exceptions(_ host: String, _ isServed: Bool) {
    let proxy = ProxyServer(
      address: "p", exceptions: ["a", ".b.c", "[::1]", "192.0.2.7", "", "."])
    #expect(proxy.serves(host) == isServed)
    #expect(!ProxyServer(address: "p", exceptions: ["*"]).serves(host))
  }

  @Test func passwordsAreNotShown() {
    let proxy = ProxyServer(address: "http://user:p@ss@proxy:3128")
    #expect(proxy.displayAddress == "http://proxy:3128")
    #expect("\(proxy)" == "http://proxy:3128")
    #expect(String(reflecting: proxy) == "http://proxy:3128")
  }
}
