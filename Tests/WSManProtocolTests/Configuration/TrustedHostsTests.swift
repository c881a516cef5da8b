import Testing
import WSManProtocol

/// The samples of `configuration.md` 10 and 11.
struct TrustedHostsTests {
  @Test(arguments: [
    ("", "server01", false), ("*", "server01", true), ("server01", "SERVER01", true),
    ("server01", "server01.contoso.com", false), ("server01,server02", "server02", true),
    ("server01, server02", "server02", true), ("*.contoso.com", "web.contoso.com", true),
    ("*.contoso.com", "contoso.com", false), ("192.168.*", "192.168.1.7", true),
    ("server*", "server9", true), ("<local>", "server01", true),
    ("<local>", "server01.contoso.com", false), ("<local>", "192.168.1.7", false),
    ("<local>", "::1", false), ("[1:2:3::8]", "[1:2:3::8]", true),
    ("[1:2:3::8]", "1:2:3::8", true), ("*", "", false),
  ])
  func matches(list: String, host: String, trusted: Bool) throws {
    #expect(try #require(TrustedHosts(list)).contains(host) == trusted)
  }

  @Test(arguments: [
    "a*b", "**", "server01,,server02", ",", "*,server01", "server 01", "http://server01",
    "*a*", "server01;server02",
  ])
  func refuses(list: String) {
    #expect(TrustedHosts(list) == nil)
  }

  @Test(arguments: [
    ("*", "10.0.0.5", true), ("", "10.0.0.5", false),
    ("10.0.0.1-10.0.0.20", "10.0.0.20", true), ("10.0.0.1-10.0.0.20", "10.0.0.21", false),
    ("2.0.0.1-2.0.0.20, 24.0.0.1-24.0.0.22", "24.0.0.5", true),
    ("10.0.0.1-10.0.0.20,*", "192.0.2.1", true), ("*", "::1", true), ("", "::1", false),
    ("fe80::-fe80::ffff:ffff:ffff:ffff", "fe80::1%5", true),
    (
      "3FFE:FFFF:7654:FEDA:1245:BA98:0000:0000-3FFE:FFFF:7654:FEDA:1245:BA98:3210:4562",
      "3ffe:ffff:7654:feda:1245:ba98:1:1", true
    ),
  ])
  func filters(filter: String, address: String, allowed: Bool) throws {
    let address = try #require(IPAddress(address))
    let filter = try #require(AddressFilter(filter, family: address.family))
    #expect(filter.allows(address) == allowed)
  }

  @Test(arguments: [
    "10.0.0.20-10.0.0.1", "10.0.0.5", "10.0.0.1-", "10.0.0.1-10.0.0.300", "abc",
    "10.0.0.1-10.0.0.9;10.0.1.1-10.0.1.9", "fe80::1-fe80::9", ",",
  ])
  func refusesFilter(filter: String) {
    #expect(AddressFilter(filter, family: .ipv4) == nil)
  }
}
