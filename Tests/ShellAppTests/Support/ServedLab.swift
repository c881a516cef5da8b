import Foundation
import Testing

/// `wsmansh serve` with a lab file, for clients of others.
final class ServedLab {
  let program: Program
  let process: RunningProgram
  /// The file with the certificate of the lab's authority.
  let authority: String
  /// The file with what was requested.
  let requestFile: URL
  private let readyFile: URL

  /// Starts the service on free ports and waits until they are open.
  ///
  /// - Parameters:
  ///   - lab: the text of the lab file.
  ///   - files: further files beside it.
  ///   - more: further options.
  init(
    _ lab: String, files: [String: String] = [:], more: [String] = [],
    environment: [String: String] = [:]
  ) async throws {
    program = try Program()
    readyFile = program.home.appending(path: "ready.json")
    requestFile = program.home.appending(path: "requests.jsonl")
    authority = program.home.appending(path: "ca.pem").path
    for (name, text) in files { _ = try program.file(name, text) }
    process = try RunningProgram(
      program,
      [
        "serve", "--lab", try program.file("lab.yaml", lab), "--port", "0", "--ca-out", authority,
        "--ready-file", readyFile.path, "--requests", requestFile.path,
      ] + more, environment: environment)
    let file = readyFile
    let isReady = try await process.wait { FileManager.default.fileExists(atPath: file.path) }
    try #require(isReady, "\(process.text)")
  }

  /// What the ready file says now.
  func ready() throws -> Ready {
    try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: readyFile))
  }

  /// The first computer, or its listener for HTTPS.
  func computer(isSecure: Bool = false) throws -> Ready.Computer {
    try #require(try ready().computers.first { $0.url.hasPrefix("https:") == isSecure })
  }

  /// The address of a computer.
  func url(of name: String, isSecure: Bool = false) throws -> String {
    let urls = try ready().computers.filter { $0.name == name }.map(\.url)
    return try #require(urls.first { $0.hasPrefix("https:") == isSecure })
  }

  /// What was requested, one dictionary for each line.
  func requests() throws -> [[String: Any]] {
    let text = try String(contentsOf: requestFile, encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  func end() async throws {
    process.signal(SIGTERM)
    #expect(try await process.end() == 0)
  }

  // MARK: Clients

  /// Posts a message with curl.
  ///
  /// - Returns: the exit code of curl, the status of HTTP, and what was received.
  func curl(
    _ url: String, _ message: String, _ options: [String]
  ) async throws -> (code: Int32?, status: Int, body: String, seconds: Double) {
    let file = try program.file("message.xml", message)
    let result = try await program.run(
      [
        "-sS", "-w", "\n%{http_code}", "-H", "Content-Type: application/soap+xml;charset=UTF-8",
        "--data-binary", "@\(file)", url,
      ] + options, executable: Peers.curl)
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    let status = lines.last.flatMap { Int($0) } ?? 0
    return (
      result.code, status, lines.dropLast().joined(separator: "\n"), result.seconds
    )
  }

  /// What a script in Python prints, with the clients of the test folder.
  func python(_ script: String, _ arguments: String..., environment: [String: String] = [:])
    async throws -> String
  {
    let run = try RunningProgram(
      program, [try program.file("client.py", script)] + arguments, executable: Peers.python,
      environment: environment)
    _ = try await run.wait(seconds: 60) { false }
    return run.text
  }

  static let identify = """
    <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
    xmlns:wsmid="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">\
    <s:Header/><s:Body><wsmid:Identify/></s:Body></s:Envelope>
    """

  /// A Get, with selectors.
  static func get(_ resource: String, _ selectors: [(String, String)] = []) -> String {
    let set = selectors.map { "<w:Selector Name=\"\($0.0)\">\($0.1)</w:Selector>" }.joined()
    return """
      <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
      xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
      xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><s:Header>\
      <a:To>http://127.0.0.1/wsman</a:To>\
      <w:ResourceURI s:mustUnderstand="true">\
      http://schemas.microsoft.com/wbem/wsman/1/\(resource)</w:ResourceURI>\
      <a:ReplyTo><a:Address s:mustUnderstand="true">\
      http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:Address></a:ReplyTo>\
      <a:Action s:mustUnderstand="true">http://schemas.xmlsoap.org/ws/2004/09/transfer/Get</a:Action>\
      <a:MessageID>uuid:\(UUID().uuidString)</a:MessageID>\
      \(set.isEmpty ? "" : "<w:SelectorSet>\(set)</w:SelectorSet>")\
      <w:OperationTimeout>PT60.000S</w:OperationTimeout></s:Header><s:Body/></s:Envelope>
      """
  }
}
