import PSEngine
import PSLanguage
import Testing

/// Comparison and containment (`language.md` 4.6).
struct ComparisonTests {
  private let values = ValueContext()

  @Test func leftOperandDecides() async throws {
    let cases: [(BinaryOperator, PSValue, PSValue, String)] = [
      (.equal(.unspecified), "abc", "ABC", "True"), (.equal(.sensitive), "abc", "ABC", "False"),
      (.equal(.unspecified), "1", 1, "True"), (.equal(.unspecified), 1, "1.0", "True"),
      (.equal(.unspecified), 1, "x", "False"), (.equal(.unspecified), true, "x", "True"),
      (.equal(.unspecified), "true", true, "True"), (.equal(.unspecified), .null, .null, "True"),
      (.equal(.unspecified), .null, 0, "False"), (.equal(.unspecified), 0, .null, "False"),
      (.lessThan(.unspecified), .null, 1, "True"), (.lessThan(.unspecified), .null, -1, "False"),
      (.lessThan(.unspecified), "a", "b", "True"), (.greaterThan(.unspecified), "B", "a", "True"),
      (.lessThan(.unspecified), 9, "10", "True"), (.lessThan(.unspecified), "9", 10, "False"),
      (.equal(.unspecified), 1, 1.0, "True"), (.notEqual(.unspecified), 1, 2, "True"),
      (.in(.unspecified), "a", ["A", "b"], "True"), (.in(.sensitive), "a", ["A", "b"], "False"),
      (.contains(.unspecified), [1, 2], "2", "True"), (.contains(.unspecified), "x", "X", "True"),
      (.notContains(.unspecified), [1, 2], 3, "True"),
    ]
    for (operation, left, right, expected) in cases {
      #expect(try await values.text(operation, left, right) == expected, "\(operation.symbol)")
    }
  }

  @Test func collectionsAreFiltered() async throws {
    #expect(
      shown(try await values.binary(.equal(.unspecified), [1, 2, 1], 1))
        == "System.Object[] Int32 1|Int32 1")
    #expect(
      shown(try await values.binary(.greaterThan(.unspecified), [1, 5], 9)) == "System.Object[] ")
    #expect(
      shown(try await values.binary(.like(.unspecified), ["ab", "cd"], "A*"))
        == "System.Object[] String ab")
    #expect(
      shown(try await values.binary(.equal(.unspecified), ["a", .null], .null))
        == "System.Object[] null")
  }

  @Test func errors() async throws {
    let failure = await values.error {
      _ = try await values.binary(.lessThan(.unspecified), 1, "x")
    }
    #expect(failure?.record.errorId == "ComparisonFailure")
    let kind = await values.error {
      _ = try await values.binary(.lessThan(.unspecified), .object(PSHashtable()), 1)
    }
    #expect(kind?.record.errorId == "NotIcomparable")
  }

  @Test func typedObjectsConvertTheRightSide() async throws {
    let version = try values.convert("1.10", "version")
    #expect(try await values.text(.greaterThan(.unspecified), version, "1.9") == "True")
    let date = try values.convert("2024-05-01", "datetime")
    #expect(try await values.text(.equal(.unspecified), date, "5/1/2024") == "True")
    let action = PSEnumType("T", [("Stop", 1), ("Continue", 2)])
    #expect(
      try await values.text(.equal(.unspecified), .object(PSEnum(action, 1)), "stop") == "True")
    #expect(
      try await values.text(.equal(.unspecified), "Stop", .object(PSEnum(action, 1))) == "True")
    #expect(try await values.text(.equal(.unspecified), .object(PSEnum(action, 1)), 1) == "True")
  }

  @Test func orderOfTexts() {
    let sorted = ["b", "a", "B", "a-b", "ab", "_", "1", "A", "co-op", "coop", "10"].sorted {
      TextOrder.compare($0, $1, caseSensitive: true) < 0
    }
    #expect(sorted == ["_", "1", "10", "a", "A", "ab", "a-b", "b", "B", "coop", "co-op"])
    #expect(TextOrder.compare("Wsman", "WSMAN") == 0)
  }

  @Test func types() async throws {
    #expect(try await values.text(.isType, 1, "int") == "True")
    #expect(try await values.text(.isType, 1, try values.type("string")) == "False")
    #expect(try await values.text(.isType, [1], try values.type("array")) == "True")
    #expect(try await values.text(.isType, [1], try values.type("object[]")) == "True")
    #expect(
      try await values.text(.isType, .object(PSHashtable()), "System.Collections.IDictionary")
        == "True")
    #expect(shown(try await values.binary(.asType, "12", "int")) == "Int32 12")
    #expect(shown(try await values.binary(.asType, "x", "int")) == "null")
    let error = await values.error { _ = try await values.binary(.isType, 1, 5) }
    #expect(error?.record.errorId == "IsOperatorRequiresType")
  }
}
