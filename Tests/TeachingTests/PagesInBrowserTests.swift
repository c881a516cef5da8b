import Foundation
import Testing
import WSManClient

@testable import Teaching

/// Pages as a browser sees them; left out where Chromium is not installed
/// (`scripts/install-packages --tests`).
@Suite(.enabled(if: Browser.path != nil)) struct PagesInBrowserTests {
  @Test func tenThousandExchangesOpenWithinTwoSeconds() throws {
    let list = (1...10_000).map { number in
      SampleExchange.get("server\(number % 5)", number: number, text: "host \(number)")
    }
    let document = try Browser.document(of: TracePage(list, hidesTimes: false).html)
    let mark = try #require(document.range(of: "data-ready=\""))
    let time = try #require(Int(document[mark.upperBound...].prefix { $0.isNumber }))
    #expect(time < 2_000 * Browser.timeScale)
    #expect(document.contains("10000 exchanges"))
    let rows = document.components(separatedBy: "role=\"option\"").count - 1
    #expect((5...60).contains(rows), "only what is in sight is drawn")
    #expect(document.contains("aria-setsize=\"10000\""))
    #expect(document.contains("Get winrm/config/listener?Address=*+Transport=HTTP to server1"))
  }

  @Test func oneExchangeIsToldAsOne() throws {
    let document = try Browser.document(
      of: TracePage([SampleExchange.get()], hidesTimes: true).html)
    #expect(document.contains(">1 exchange, "))
  }

  @Test func hostileTextsStayTexts() throws {
    let hostile = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>"
    let document = try Browser.document(
      of: TracePage([SampleExchange.get(hostile, text: hostile)], hidesTimes: true).html)
    #expect(document.contains("data-ready="))
    #expect(document.contains("<title>WS-Management trace</title>"))
    #expect(!document.contains("<img"))
  }

  @Test func mapsNeedNoScript() throws {
    let connection = MapConnection(
      name: "server01", address: "http://server01:5985/wsman", transport: "HTTP",
      authentication: .negotiate, protection: .message, requests: 3, sentBytes: 0, receivedBytes: 0)
    let document = try Browser.document(of: MapPage([MapComputer(connection: connection)]).html)
    #expect(document.contains("HTTP, Negotiate"))
  }
}
