import Testing

@testable import WSManProtocol

@Suite("Ids of sessions with a seed") struct RepeatableIdentifierTests {
  private static func ids(_ source: RepeatableIdentifiers, _ count: Int) -> [String] {
    RepeatableIdentifiers.$current.withValue(source) { (0..<count).map { _ in GUID.random() } }
  }

  @Test func sameSeedSameIds() {
    let ids = Self.ids(RepeatableIdentifiers(seed: 1), 3)
    #expect(ids == Self.ids(RepeatableIdentifiers(seed: 1), 3))
    #expect(Set(ids).count == 3)
    #expect(ids != Self.ids(RepeatableIdentifiers(seed: 2), 3))
    for id in ids { #expect(id.count == 36 && Array(id)[14] == "4") }
  }

  @Test("without a seed no id can be foreseen")
  func random() {
    #expect(RepeatableIdentifiers.current == nil)
    #expect(GUID.random() != GUID.random())
  }

  @Test("work at the same time draws from branches that do not depend on each other")
  func branches() async {
    func drawn(_ order: [Int]) -> [Int: [String]] {
      let branches = RepeatableIdentifiers(seed: 1).branches()
      var ids: [Int: [String]] = [:]
      for number in order { ids[number] = Self.ids(branches(number), 2) }
      return ids
    }
    let ids = drawn([0, 1, 2])
    #expect(ids == drawn([2, 0, 1]))
    #expect(Set(ids.values.joined()).count == 6)
  }
}
