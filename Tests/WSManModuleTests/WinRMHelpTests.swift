import PSFormatting
import Testing

@testable import WSManModule

/// The pages of `winrm help` in windows of any width.
struct WinRMHelpTests {
  private func page(_ words: String..., width: Int) throws -> [Substring] {
    let line = try WinRMCommandLine(words) { _ in nil }
    let text = try #require(WinRMHelp.text(for: line, width: width))
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// Nothing but command lines, which are to be copied, is wider than the window.
  @Test(arguments: [40, 60, 80, 100]) func proseFits(width: Int) throws {
    for line in try page("help", "all", width: width)
    where DisplayWidth.cells(String(line)) >= width {
      let text = line.drop { $0 == " " }
      #expect(text.hasPrefix("winrm ") || text.hasPrefix("---") || !text.contains(" "), "\(line)")
    }
  }

  @Test func aWideWindowShowsThePagesAsWritten() throws {
    let wide = try page("help", "all", width: 400)
    #expect(try page("help", "all", width: 130) == wide)
    #expect(wide.count < (try page("help", "all", width: 60).count))
  }

  @Test func rowsHangUnderTheirSecondColumn() throws {
    let lines = try page("help", "enumerate", width: 80)
    let place = try #require(lines.firstIndex { $0.hasPrefix("-basePropertiesOnly") })
    let column = try #require(lines[place].firstRange(of: "instances"))
    let margin = lines[place].distance(from: lines[place].startIndex, to: column.lowerBound)
    #expect(lines[place + 1].prefix(margin).allSatisfy { $0 == " " })
    #expect(lines[place + 1].dropFirst(margin).first != " ")
  }

  /// All letters are there in any width.
  @Test func nothingIsLost() throws {
    func letters(_ width: Int) throws -> String {
      String(try page("help", "all", width: width).joined().filter { $0 != " " })
    }
    #expect(try letters(45) == letters(400))
  }

  @Test func messagesStayOnOneLine() throws {
    #expect(try page("helpmsg", "0x80338012", width: 40).count == 1)
  }
}
