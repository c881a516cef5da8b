import PSFormatting

/// How traced exchanges are listed.
enum TraceViews {
  static var all: [FormatViewDefinition] {
    var table = TableControl([
      FormatColumn("Number", label: "#", width: 4, alignment: .right),
      FormatColumn("ComputerName", width: 14), FormatColumn("Action", width: 12),
      FormatColumn("Resource", width: 36), FormatColumn("Outcome", width: 9),
      FormatColumn("SentBytes", label: "Sent", width: 7, alignment: .right),
      FormatColumn("ReceivedBytes", label: "Received", width: 8, alignment: .right),
      FormatColumn("Milliseconds", label: "ms", width: 7, alignment: .right),
      FormatColumn("Protection"),
    ])
    table.wraps = true
    return [
      FormatViewDefinition(
        ExchangeObject.typeName, for: [ExchangeObject.typeName], control: .table(table)),
      .list(
        for: [ExchangeObject.typeName],
        [
          "Number", "ComputerName", "Address", "Action", "Resource", "Outcome", "Status",
          "FaultCode", "Error", "SentBytes", "ReceivedBytes", "Milliseconds", "Authentication",
          "Protection", "HttpRequests",
        ].map { FormatColumn($0) }),
    ]
  }
}
