import Foundation
import Testing
import WSManClient

@testable import Teaching

/// What people with a keyboard, a screen reader or weak eyes get of the pages.
@Suite(.enabled(if: Browser.path != nil)) struct AccessiblePagesTests {
  private static let computers = [
    MapComputer(
      connection: MapConnection(
        name: "server01", address: "http://server01:5985/wsman", transport: "HTTP",
        authentication: .kerberos, protection: .message, requests: 3, sentBytes: 2_048,
        receivedBytes: 4_096),
      tree: [MapNode(name: "Client", children: [MapNode(name: "URLPrefix", value: "wsman")])]
    )
  ]

  @Test func aTraceIsReadWithTheKeyboardAlone() throws {
    let exchanges = (1...3).map { SampleExchange.get("server0\($0)", number: $0) }
    let tab = try BrowserTab(TracePage(exchanges, hidesTimes: true).html)
    #expect(try tab.value(of: "document.documentElement.lang") == "en")
    var order: [String] = []
    for _ in 0..<7 {
      try tab.press("Tab")
      order.append(
        try tab.value(of: "document.activeElement.id || document.activeElement.textContent"))
    }
    #expect(
      order == [
        "Skip to the message", "find", "theme", "server01", "server02", "server03", "list",
      ])
    try tab.press("ArrowDown", "ArrowDown", "Enter")
    #expect(try tab.value(of: "document.activeElement.id") == "details")
    #expect(
      try tab.value(of: "document.getElementById('list').getAttribute('aria-activedescendant')")
        == "x1")
    let nodes = try tab.accessibleNodes()
    for expected in [
      ("banner", ""), ("main", ""), ("heading", "WS-Management trace"), ("group", "Computers"),
      ("searchbox", "Find"), ("button", "Dark colours"), ("region", "Sequence of messages"),
      ("listbox", "Exchanges"), ("region", "Message"), ("heading", "#2 Get"), ("group", "Request"),
      ("group", "Answer"),
    ] {
      #expect(nodes.contains { $0 == expected }, "\(expected)")
    }
    let options = nodes.filter { $0.role == "option" }
    #expect(options.count == 3)
    #expect(options[1].name.hasPrefix("Exchange 2: Get winrm/config/listener"))
    try Self.expectNames(of: nodes)
    try tab.press("Escape", "End")
    #expect(try tab.value(of: "document.activeElement.id") == "list")
    #expect(try tab.value(of: "document.querySelector('h2').textContent") == "#3  Get")
  }

  @Test func aMapSaysInWordsWhatItDraws() throws {
    let tab = try BrowserTab(MapPage(Self.computers).html)
    let nodes = try tab.accessibleNodes()
    let drawing = try #require(nodes.first { $0.role == "image" || $0.role == "img" })
    #expect(
      drawing.name
        == "Connections server01: HTTP, Kerberos, encrypted, 3 requests, 2.0 KB sent, 4.0 KB received"
    )
    for expected in [
      ("main", ""), ("heading", "WS-Management map"), ("heading", "server01"),
      ("region", "server01"), ("button", "Dark colours"),
    ] {
      #expect(nodes.contains { $0 == expected }, "\(expected)")
    }
    try Self.expectNames(of: nodes)
    try tab.press("Tab", "Tab", "Enter")
    #expect(try tab.value(of: "document.querySelector('details').open") == "true")
  }

  /// The ratios of WCAG 2.2, 1.4.3 (text) and 1.4.11 (edges of what can be worked with).
  @Test(arguments: [false, true]) func everythingCanBeSeen(_ isDark: Bool) throws {
    let tab = try BrowserTab(MapPage(Self.computers).html, prefersDark: isDark)
    func luminance(_ variable: String) throws -> Double {
      let style = "getComputedStyle(document.documentElement).getPropertyValue('--\(variable)')"
      var digits = Array(try tab.value(of: style).drop { $0 == " " || $0 == "#" })
      if digits.count == 3 { digits = digits.flatMap { [$0, $0] } }
      let number = try #require(UInt32(String(digits), radix: 16))
      func linear(_ shift: UInt32) -> Double {
        let value = Double(number >> shift & 0xFF) / 255
        return value <= 0.040_45 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    }
    func ratio(_ one: String, _ other: String) throws -> Double {
      let both = [try luminance(one), try luminance(other)].sorted()
      return (both[1] + 0.05) / (both[0] + 0.05)
    }
    for ground in ["bg", "panel", "accent-soft"] {
      for text in ["ink", "soft", "note", "accent", "bad", "warn", "tag", "val"] {
        #expect(try ratio(text, ground) >= 4.5, "\(text) on \(ground)")
      }
    }
    for ground in ["bg", "panel"] {
      #expect(try ratio("good", ground) >= 4.5)
      #expect(try ratio("edge", ground) >= 3)
      #expect(try ratio("accent", ground) >= 3)
    }
    let shown = isDark ? "rgb(16, 21, 28)" : "rgb(244, 246, 249)"
    #expect(try tab.value(of: "getComputedStyle(document.body).backgroundColor") == shown)
    let before = try tab.value(of: "document.getElementById('theme').textContent")
    #expect(before == (isDark ? "Light" : "Dark"))
    try tab.press("Tab", "Enter")
    #expect(
      try tab.value(of: "getComputedStyle(document.body).backgroundColor") != shown)
  }

  /// Everything that can be worked with has a name.
  private static func expectNames(of nodes: [(role: String, name: String)]) throws {
    let roles: Set = [
      "button", "searchbox", "listbox", "option", "link", "region", "image", "DisclosureTriangle",
    ]
    for node in nodes where roles.contains(node.role) {
      #expect(!node.name.isEmpty, "\(node.role) without a name")
    }
  }
}
