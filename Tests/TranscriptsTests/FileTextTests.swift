import Testing

@testable import Transcripts

@Suite("Transcripts that are read piece by piece")
struct FileTextTests {
  /// Hands out bytes in pieces of a size.
  static func lines(_ bytes: [UInt8], pieces: Int) -> RawLines {
    var rest = bytes[...]
    return RawLines {
      guard !rest.isEmpty else { return nil }
      defer { rest = rest.dropFirst(pieces) }
      return Array(rest.prefix(pieces))
    }
  }

  private static func commands(_ bytes: [UInt8], pieces: Int) throws -> [[String]] {
    var transcript = try TranscriptParser.open(lines(bytes, pieces: pieces), name: "t.txt")
    var result: [[String]] = []
    while let part = try transcript.source.next() {
      guard case .interaction(let interaction) = part else { continue }
      result.append([interaction.command] + interaction.expected.map(String.init))
    }
    return result
  }

  @Test("encodings and line ends", arguments: [1, 2, 3, 7, 4096])
  func forms(_ pieces: Int) throws {
    let text = "PS> a\r\nä€😀\r\n\r\nPS> b\u{85}c\n"
    let expected = [["a", "ä€😀", ""], ["b", "c"]]
    #expect(try Self.commands(Array(text.utf8), pieces: pieces) == expected)
    #expect(try Self.commands([0xEF, 0xBB, 0xBF] + Array(text.utf8), pieces: pieces) == expected)
    let little = TextForm.utf16LittleEndian.encode(text)
    #expect(try Self.commands([0xFF, 0xFE] + little, pieces: pieces) == expected)
    let big = TextForm.utf16BigEndian.encode(text)
    #expect(try Self.commands([0xFE, 0xFF] + big, pieces: pieces) == expected)
    #expect(try Self.commands(Array("PS> a\nno end".utf8), pieces: pieces) == [["a", "no end"]])
  }

  @Test("what is no text is an error with its line")
  func invalidText() {
    let latin: [UInt8] = Array("PS> a\n".utf8) + [0xE4, 0x0A]
    let halves: [UInt8] = [0xFF, 0xFE, 0x50, 0x00, 0x0A, 0x00, 0x00]
    for (bytes, line) in [(latin, 2), (halves, 2)] {
      do {
        _ = try Self.commands(bytes, pieces: 16)
        Issue.record("accepted")
      } catch let failure as Transcript.Failure {
        #expect(failure.line == line)
      } catch {
        Issue.record("\(error)")
      }
    }
  }
}
