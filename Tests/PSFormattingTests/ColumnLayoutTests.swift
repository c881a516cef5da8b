import Testing

@testable import PSFormatting

@Suite("Column widths (language.md 10.4)")
struct ColumnLayoutTests {
  private func widths(_ declared: [Int], _ lineWidth: Int) -> [Int] {
    ColumnLayout(declared: declared, lineWidth: lineWidth).widths
  }

  @Test("The rest goes to the columns without a width, one cell at a time")
  func roundRobin() {
    #expect(widths([15, 30, 15, 0], 79) == [15, 30, 15, 16])
    #expect(widths([15, 30, 15, 0], 119) == [15, 30, 15, 56])
    #expect(widths([20, 0, 0], 79) == [20, 29, 28])
    #expect(widths([15, 35, 0], 119) == [15, 35, 67])
  }

  @Test("Drives at 80 columns: CurrentLocation hides, Root shrinks to 26")
  func shrinking() {
    #expect(widths([10, 13, 13, 13, 35, 0], 79) == [10, 13, 13, 13, 26])
    #expect(widths([30, 30, 30], 79) == [30, 30, 17])
    #expect(widths([50, 50, 50], 51) == [50])
    #expect(widths([50, 50], 52) == [50, 1])
    #expect(widths([50, 50], 40) == [40])
  }

  @Test("Sizes that a script makes up do no harm")
  func hostile() {
    #expect(widths([Int.max, Int.max], 79) == [79])
    #expect(widths([-5, 3], 10) == [6, 3])
    #expect(widths([], 79) == [])
    #expect(widths([1], 0) == [])
  }
}
