import HTTPListener
import Testing

/// Messages that no honest client sends, through a socket and with the right password: each has its
/// fault, nothing of a file is told, and the next request is answered.
struct HostileMessageTests {
  private static let identifier = "<a:MessageID>uuid:11111111-1111-1111-1111-111111111111"
  private static let size = ">512000</w:MaxEnvelopeSize>"

  /// A Get with a piece replaced by another one.
  private static func get(_ piece: String, _ other: String) throws -> String {
    let message = Messages.get()
    let range = try #require(message.firstRange(of: piece))
    return message.replacingCharacters(in: range, with: other)
  }

  private static func selectors(_ inner: String) throws -> String {
    try get("</s:Header>", "<w:SelectorSet>\(inner)</w:SelectorSet></s:Header>")
  }

  private static let reference = """
    <w:Selector Name="Address"><a:EndpointReference><a:Address>x</a:Address><a:ReferenceParameters>\
    <w:ResourceURI>http://x</w:ResourceURI></a:ReferenceParameters></a:EndpointReference></w:Selector>
    """

  private func refuse(_ messages: [String], _ parts: [String]) async throws {
    let computer = try await TestComputer()
    for (message, part) in zip(messages, parts) {
      let answer = try await computer.answer(Messages.post(message))
      #expect(answer.headerLines.first == "HTTP/1.1 500 ", "\(part): \(answer)")
      #expect(answer.contains(part), "\(part): \(answer)")
      #expect(!answer.contains("root:"))
    }
    let next = try await computer.answer(Messages.post(Messages.get()))
    await computer.listener.stop()
    #expect(next.headerLines.first == "HTTP/1.1 200 ")
  }

  @Test func documentTypesAndEntities() async throws {
    let type = "<!DOCTYPE s [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
    let bomb = "<!DOCTYPE s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
    try await refuse(
      [
        type + Messages.get(), bomb + Messages.get(),
        Self.get(Self.identifier, Self.identifier + "&e;"),
        Self.get(Self.identifier, Self.identifier + "<!ENTITY e \"x\">"),
        "<?xml-stylesheet href=\"file:///etc/passwd\"?>" + Messages.get(),
      ], Array(repeating: ":Fault", count: 5))
  }

  @Test func depthAndNumbers() async throws {
    let deep = String(repeating: "<x>", count: 500) + String(repeating: "</x>", count: 500)
    let names = (0..<500).map { " xmlns:n\($0)=\"urn:\($0)\"" }.joined()
    let attributes = (0..<500).map { " a\($0)=\"\"" }.joined()
    let many = String(repeating: "<w:Selector Name=\"a\">b</w:Selector>", count: 5000)
    try await refuse(
      [
        Self.get("<s:Body/>", "<s:Body>\(deep)</s:Body>"),
        Self.get("<s:Body/>", "<s:Body\(names)/>"),
        Self.get("<s:Body/>", "<s:Body\(attributes)/>"),
        Self.get("<s:Body/>", "<s:Body a=\"\(String(repeating: "x", count: 100_000))\"/>"),
        Self.selectors(many),
      ], Array(repeating: ":Fault", count: 5))
  }

  @Test func headers() async throws {
    let unknown = "<x:Y xmlns:x=\"urn:x\" s:mustUnderstand=\"true\"/></s:Header>"
    try await refuse(
      [
        Self.get("</s:Header>", unknown),
        Self.get(Self.identifier, "<a:MessageID>uuid:1</a:MessageID>" + Self.identifier),
        Self.get(Self.identifier + "</a:MessageID>", ""),
        Self.get("<a:Action s:mustUnderstand", "<a:Other s:x"),
        Self.get("<s:Body/>", ""), Self.get("<s:Body/>", "<s:Body/><s:Body/>"),
      ],
      [
        ":MustUnderstand", "more than once", ":Fault", ":Fault", ":Fault", ":Fault",
      ])
  }

  @Test func sizesOfAnswers() async throws {
    let sizes = ["0", "-1", "1", "8191", "x", "", "99999999999999999999999"]
    try await refuse(
      try sizes.dropLast().map { try Self.get(Self.size, ">\($0)</w:MaxEnvelopeSize>") },
      Array(repeating: ":Fault", count: sizes.count - 1))
    // More than any number is as good as no limit.
    let computer = try await TestComputer()
    let huge = try Self.get(Self.size, ">\(sizes[6])</w:MaxEnvelopeSize>")
    let answer = try await computer.answer(Messages.post(huge))
    await computer.listener.stop()
    #expect(answer.headerLines.first == "HTTP/1.1 200 ", "\(answer)")
  }

  @Test func selectorsThatAreReferences() async throws {
    let nested = String(repeating: "<w:Selector Name=\"a\"><a:EndpointReference>", count: 30)
    let ends = String(repeating: "</a:EndpointReference></w:Selector>", count: 30)
    try await refuse(
      [
        Self.selectors(Self.reference), Self.selectors(nested + ends),
        Self.selectors("<w:Selector>x</w:Selector>"),
        Self.selectors("<w:Selector Name=\"Address\">&lt;/x&gt;&quot;'</w:Selector>"),
      ], Array(repeating: ":Fault", count: 4))
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with other: String) -> String {
    String(self[..<range.lowerBound]) + other + self[range.upperBound...]
  }
}
