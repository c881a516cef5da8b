import Foundation
import Testing
import WSManProtocol

@testable import Teaching

@Suite struct FaultExplanationTests {
  /// The codes of the specification.
  private struct Specification: Decodable {
    struct Errors: Decodable {
      let allConstants: [String: UInt32]
    }
    let errors: Errors
  }

  @Test func everyCodeHasANameAndAMeaning() throws {
    for code in WSManErrorTable.codes {
      let fault = FaultExplanation(code)
      #expect(!fault.name.isEmpty)
      #expect(fault.meaning.count > 10, "\(fault.name)")
      #expect(!fault.meaning.contains("The operation failed with the error"), "\(fault.name)")
      #expect(WSManErrorCode(reading: fault.name) == code || code.rawValue >= 0x8007_0000)
    }
  }

  @Test func theCodesOfTheSpecificationAreThere() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = try Data(contentsOf: folder.appending(path: "Specification/configuration.json"))
    let constants = try JSONDecoder().decode(Specification.self, from: file).errors.allConstants
    #expect(constants.count > 500)
    for (name, number) in constants {
      #expect(FaultExplanation(WSManErrorCode(number)).name == name)
    }
  }

  /// Each has at least one cause and one thing to try.
  @Test func adviceForThoseThatAreMetMost() {
    let advised = WSManErrorTable.codes.compactMap { code in
      WSManErrorAdvice.advice(for: code).map { (code, $0) }
    }
    #expect(advised.count >= 40)
    for (code, advice) in advised {
      #expect(!advice.causes.isEmpty && !advice.remedies.isEmpty, "\(code.hexadecimal)")
    }
  }

  @Test(arguments: [
    "2150858770", "-2144108526", "0x80338012", "0X80338012", "ERROR_WSMAN_DESTINATION_UNREACHABLE",
    "destination_unreachable",
  ])
  func numbersAreReadInEveryForm(_ text: String) {
    #expect(WSManErrorCode(reading: text) == .destinationUnreachable)
  }

  @Test(arguments: ["", "nonsense", "0x", "99999999999", "-9999999999", "12 34", "0xZZ"])
  func othersAreNot(_ text: String) {
    #expect(WSManErrorCode(reading: text) == nil)
  }

  @Test func resultsOfCOMStandForNumbersOfWin32() {
    #expect(WSManErrorCode(reading: "0x80070005")?.rawValue == 5)
  }
}
