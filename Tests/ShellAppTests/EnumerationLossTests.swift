import Foundation
import Testing

/// Computers that fail in the middle of an enumeration, behind real sockets: what came stays, and the
/// error says how many.
@Suite("enumerations that break off") struct EnumerationLossTests {
  /// What a computer does when the next instances are asked for.
  enum End: String, CaseIterable, Sendable {
    case closed, reset, half, silent, fault, notXML, unavailable

    /// The number of the error.
    var code: UInt32 {
      switch self {
      case .closed, .reset, .half: 2_150_858_770
      case .silent: 2_150_859_046
      case .fault: 2_150_858_752
      case .notXML: 2_150_858_996
      case .unavailable: 2_150_859_026
      }
    }
  }

  private static func envelope(_ action: String, _ body: String) -> String {
    """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
    xmlns:n="http://schemas.xmlsoap.org/ws/2004/09/enumeration" \
    xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" \
    xmlns:p="http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Service">\
    <s:Header><a:Action xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing">\(action)</a:Action>\
    </s:Header><s:Body>\(body)</s:Body></s:Envelope>
    """
  }

  private static func items(_ answer: String, _ names: String...) -> String {
    let items = names.map { "<p:Win32_Service><p:Name>\($0)</p:Name></p:Win32_Service>" }.joined()
    let prefix = answer == "Pull" ? "n" : "w"
    return envelope(
      "http://schemas.xmlsoap.org/ws/2004/09/enumeration/\(answer)Response",
      """
      <n:\(answer)Response><n:EnumerationContext>uuid:1</n:EnumerationContext>\
      <\(prefix):Items>\(items)</\(prefix):Items></n:\(answer)Response>
      """)
  }

  private static let fault = envelope(
    "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault",
    """
    <s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason>\
    <s:Text xml:lang="en-US">It broke.</s:Text></s:Reason><s:Detail><f:WSManFault \
    xmlns:f="http://schemas.microsoft.com/wbem/wsman/1/wsmanfault" Code="2150858752" \
    Machine="half"><f:Message>It broke.</f:Message></f:WSManFault></s:Detail></s:Fault>
    """)

  /// A computer that gives three instances in two answers.
  private static func computer(_ end: End) throws -> LoopbackServer {
    try LoopbackServer { socket in
      func answer(_ text: String, _ status: String = "200 OK") {
        LoopbackSocket.answer(
          socket, status: status, type: "application/soap+xml;charset=UTF-8", text)
      }
      var pulls = 0
      while let request = LoopbackSocket.readRequest(socket) {
        guard request.contains("enumeration/Pull<") else {
          answer(items("Enumerate", "a", "b"))
          continue
        }
        pulls += 1
        guard pulls > 1 else {
          answer(items("Pull", "c"))
          continue
        }
        switch end {
        case .closed: return
        case .reset: return LoopbackSocket.reset(socket)
        case .half:
          let head = "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\n"
          LoopbackSocket.send(
            Array((head + "Content-Length: 5000\r\n\r\n<s:Envelope").utf8), to: socket)
          return
        case .silent: while LoopbackSocket.read(socket) != nil {}
        case .fault: answer(fault, "500 Internal Server Error")
        case .notXML: answer("<s:Envelope")
        case .unavailable: LoopbackSocket.answer(socket, status: "503 Service Unavailable")
        }
      }
    }
  }

  private static let setup = """
    Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
    Set-Item WSMan:\\localhost\\Client\\NetworkDelayms 500
    $p = ConvertTo-SecureString s3cret -AsPlainText -Force
    $all = @{ Authentication = 'Basic'; Credential = [pscredential]::new('operator', $p) }
    $all.SessionOption = New-WSManSessionOption -OperationTimeout 500
    $all += @{ ResourceURI = 'wmicimv2/Win32_Service'; Enumerate = $true }

    """

  @Test(arguments: End.allCases) func oneComputer(_ end: End) async throws {
    let computer = try Self.computer(end)
    defer { computer.stop() }
    let result = try await Program().run(
      input: Self.setup + """
        Get-WSManInstance @all -ComputerName 127.0.0.1 -Port \(computer.port) | % Name
        'goes on'
        $Error.Count
        $Error[1].Exception.Message
        ([long]$Error[0].Exception.HResult) -band 0xFFFFFFFFL

        """)
    #expect(Array(result.outputLines.prefix(5)) == ["a", "b", "c", "goes on", "2"], "\(result)")
    #expect(result.output.contains("3 instances had come before; there may be more."))
    #expect(result.outputLines.last == "\(end.code)")
    #expect(result.seconds < 20 * Program.timeScale)
  }

  /// Among several, each has an error of its own, which says how many came from it.
  @Test func oneOfSeveral() async throws {
    let computer = try Self.computer(.reset)
    defer { computer.stop() }
    let result = try await Program().run(
      input: Self.setup + """
        $seen = Get-WSManInstance @all -ComputerName 127.0.0.1, localhost -Port \(computer.port)
        $seen | Sort-Object PSComputerName, Name | % { $_.PSComputerName + ' ' + $_.Name }
        $Error.Count
        $Error.Exception.Message

        """)
    let names = ["127.0.0.1", "localhost"].flatMap { host in
      ["a", "b", "c"].map { "\(host) \($0)" }
    }
    #expect(Array(result.outputLines.prefix(7)) == names + ["2"], "\(result)")
    for host in ["127.0.0.1", "localhost"] {
      let line = result.outputLines.last { $0.hasPrefix("[\(host)]") }
      #expect(
        line?.hasSuffix("3 instances had come before; there may be more.") == true, "\(result)")
    }
  }
}
