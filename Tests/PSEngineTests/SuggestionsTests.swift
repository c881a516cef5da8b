import Testing

@testable import PSEngine

@Suite struct SuggestionsTests {
  @Test(
    arguments: [
      ("ComputerNaem", "ComputerName"), ("Credentail", "Credential"), ("Prt", "Port"),
      ("computername", "ComputerName"), ("xyz", nil), ("a", nil),
    ] as [(String, String?)])
  func nearest(_ typed: String, _ expected: String?) {
    #expect(
      Suggestions.nearest(to: typed, among: ["ComputerName", "Credential", "Port"]) == expected)
  }
}
