import WSManProtocol
import XMLStream

@testable import Teaching
@testable import WSManClient

/// Exchanges made for tests.
enum SampleExchange {
  static func get(
    _ computer: String = "server01", number: Int = 1, text: String = "value"
  ) -> TraceRecorder.Traced {
    var header = RequestHeader(
      to: "http://\(computer):5985/wsman",
      resource: ResourceURI.configuration.appending("listener"),
      selectors: ["Address": "*", "Transport": "HTTP"], messageID: .random())
    header.maxEnvelopeSize = 512_000
    header.operationTimeout = XSDDuration(milliseconds: 60_000)
    header.locale = "en-US"
    header.dataLocale = "en-US"
    header.sessionID = .random()
    let request = RequestEnvelope(header: header, body: .get)
    let uri = ResourceURI.configuration.appending("listener").text
    let listener = XMLFragment("cfg", XMLName(uri, "Listener")) { root in
      root.declare("cfg", uri)
      root.element("cfg", XMLName(uri, "Address"), text: "*")
      root.element("cfg", XMLName(uri, "Transport"), text: "HTTP")
      root.element("cfg", XMLName(uri, "Port"), text: "5985")
      root.element("cfg", XMLName(uri, "Hostname"), text: text)
    }
    let response = ResponseEnvelope(
      header: ResponseHeader(answering: header), body: .get(listener))
    return traced(request, .answered(response), computer, number)
  }

  static func traced(
    _ request: RequestEnvelope, _ outcome: WireExchange.Outcome, _ computer: String = "server01",
    _ number: Int = 1, legs: [WireLeg] = []
  ) -> TraceRecorder.Traced {
    TraceRecorder.Traced(
      number: number,
      exchange: WireExchange(
        computer: computer, address: "http://\(computer):5985/wsman", authentication: .negotiate,
        protection: .message, request: request, outcome: outcome, legs: legs,
        start: ContinuousClock().now, duration: .microseconds(2_340)))
  }
}
