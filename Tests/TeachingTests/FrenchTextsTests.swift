import Foundation
import Testing
import WSManProtocol

@testable import Teaching

/// The pages of French texts have each English text as a heading.
@Suite("What is explained in French")
struct FrenchTextsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../help/fr/")

  /// The headings of a page that have a text below them.
  private func headings(_ page: TeachingTexts.Page) throws -> [String] {
    let text = try String(
      contentsOf: Self.folder.appending(path: "\(page.rawValue).md"), encoding: .utf8)
    let parts = text.components(separatedBy: "\n## ").dropFirst().map {
      $0.split(separator: "\n", maxSplits: 1)
    }
    return parts.filter { $0.count == 2 && $0[1].contains(where: \.isLetter) }
      .map { String($0[0]) }
  }

  @Test("is what is explained in English: elements of messages") func messages() throws {
    let headings = try headings(.messages)
    #expect(Set(headings).count == headings.count)
    let wanted =
      WireGlossary.entries.values.map(\.purpose)
      + [
        ActionURI.get, ActionURI.put, ActionURI.create, ActionURI.delete, ActionURI.enumerate,
        ActionURI.pull, ActionURI.release, "", "http://example.org/Method",
      ].map(WireNames.purpose(ofAction:))
    #expect(Set(wanted).subtracting(headings).sorted() == [])
  }

  @Test("is what is explained in English: numbers") func faults() throws {
    let headings = try headings(.faults)
    #expect(Set(headings).count == headings.count)
    let advised = WSManErrorTable.codes.filter { WSManErrorAdvice.advice(for: $0) != nil }
    #expect(advised.count > 60)
    let wanted = advised.flatMap { code in
      let fault = FaultExplanation(code)
      return [fault.meaning] + fault.causes + fault.remedies
    }
    #expect(Set(wanted).subtracting(headings).sorted() == [])
    // What nobody says any more is not kept in French either.
    let own = [
      "SOAP fault", "Usual causes", "What to try",
      "This number is none of those that are known here.",
      "It may be meant as hexadecimal: ConvertFrom-WSManFault NUMBER",
      "See whether all digits are there; numbers of WinRM begin with 0x8033.",
      "A program called the client function for NAME without a parameter that it needs. "
        + "The mistake is in the program, not in the computer.",
      "A program called the client with flags that do not fit: NAME. "
        + "The mistake is in the program, not in the computer.",
      "In the words of its name: NAME.",
    ]
    #expect(Set(headings).subtracting(wanted + own).sorted() == [])
  }
}
