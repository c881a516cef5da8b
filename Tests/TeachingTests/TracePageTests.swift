import Testing
import WSManClient
import WSManProtocol
import XMLStream

@testable import Teaching

@Suite struct TracePageTests {
  @Test func tenThousandExchangesStayBelowTenMegabytes() {
    let list = (1...10_000).map { number in
      SampleExchange.get("server\(number % 5)", number: number, text: "host \(number)")
    }
    let page = TracePage(list, hidesTimes: false).html
    #expect(page.utf8.count < 10 << 20)
    #expect(page.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func nothingOfAMessageCanBecomeMarkup() {
    let page = TracePage(
      [
        SampleExchange.get(
          "a\"><script>alert(1)</script>", text: "</script><img src=x>\u{2028}\u{E9}")
      ],
      hidesTimes: true
    ).html
    #expect(!page.contains("<img"))
    #expect(!page.contains("<script>"))
    #expect(page.contains("default-src 'none'"))
    #expect(!page.contains("http-equiv=\"refresh\""))
    // What the page refers to is inside it.
    #expect(!page.contains(" src=\"") && !page.contains("url(") && !page.contains("@import"))
  }

  @Test func longTextsAreLeftOutWhenThereIsTooMuch() {
    var pool = StringPool(limit: 10_000)
    let first = pool.number(String(repeating: "a", count: 20_000))
    let second = pool.number(String(repeating: "b", count: 20_000))
    #expect(pool.texts[first].count == 20_000)
    #expect(pool.texts[second].contains("left out"))
    let short = pool.number("short")
    #expect(pool.texts[short] == "short")
  }

  @Test(arguments: ["<a><b c=\"d\">e</b>f</a>", "no xml", "", "<a>&lt;x&gt;</a>", "a<b"])
  func messagesComeTogetherAgain(_ xml: String) {
    var pool = StringPool(limit: 1_000)
    let parts = pool.message(Array(xml.utf8))
    var texts = parts.dropFirst().makeIterator()
    var whole = ""
    for scalar in pool.texts[parts[0]].unicodeScalars {
      if scalar.value == UInt32(StringPool.hole) {
        whole += texts.next().map { pool.texts[$0] } ?? "?"
      } else {
        whole.unicodeScalars.append(scalar)
      }
    }
    #expect(whole == xml)
    #expect(texts.next() == nil)
  }

  @Test func mapsAreClosedPagesToo() {
    let connection = MapConnection(
      name: "<b>", address: "http://b:5985/wsman", transport: "HTTP", authentication: .basic,
      protection: .none, requests: 3, sentBytes: 2_048, receivedBytes: 10)
    let tree = [MapNode(name: "Client", children: [MapNode(name: "Port", value: "<5985>")])]
    let page = MapPage([MapComputer(connection: connection, tree: tree)]).html
    #expect(page.contains("&lt;b&gt;") && !page.contains("<b>"))
    #expect(page.contains("in clear, 3 requests, 2.0 KB sent, 10 B received"))
    #expect(page.contains("default-src 'none'"))
  }
}
