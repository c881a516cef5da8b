import PSEngine
import PSLanguage
import Testing

/// `+ - * / %` and the bitwise operators (`language.md` 3.4).
struct ArithmeticTests {
  private let values = ValueContext()

  private static var big: PSValue { .number(.int64(.max)) }

  @Test func numbersWiden() async throws {
    let cases: [(BinaryOperator, PSValue, PSValue, String)] = [
      (.add, 1, 2, "Int32 3"), (.add, 2_147_483_647, 1, "Double 2147483648"),
      (.add, Self.big, 1, "Double 9.22337203685478E+18"),
      (.multiply, 2_147_483_647, 2_147_483_647, "Double 4.61168601413242E+18"),
      (.multiply, Self.big, Self.big, "Double 8.50705917302346E+37"),
      (.subtract, .number(.int64(.min)), 1, "Double -9.22337203685478E+18"),
      (.divide, 6, 3, "Int32 2"), (.divide, 7, 2, "Double 3.5"), (.remainder, 7, 3, "Int32 1"),
      (.remainder, -7, 3, "Int32 -1"), (.add, 1, 0.5, "Double 1.5"), (.add, .null, 5, "Int32 5"),
      (.add, 1, "2", "Int32 3"), (.add, 1, "0x10", "Int32 17"), (.add, true, 1, "Int32 2"),
      (.subtract, "5", "2", "Int32 3"), (.multiply, "4", "2", "String 44"),
      (.add, .number(.byte(200)), .number(.byte(100)), "Int32 300"),
      (.add, .number(.uint64(.max)), 0, "UInt64 18446744073709551615"),
    ]
    for (operation, left, right, expected) in cases {
      #expect(shown(try await values.binary(operation, left, right)) == expected)
    }
  }

  @Test func decimalsAreExact() async throws {
    func decimal(_ text: String) throws -> PSValue {
      .number(.decimal(try #require(PSDecimal(text: text))))
    }
    #expect(shown(try await values.binary(.add, decimal("0.1"), decimal("0.2"))) == "Decimal 0.3")
    #expect(
      shown(try await values.binary(.multiply, decimal("1.10"), decimal("2.0"))) == "Decimal 2.200")
    #expect(
      shown(try await values.binary(.divide, decimal("1"), decimal("3")))
        == "Decimal 0.3333333333333333333333333333")
    #expect(
      shown(try await values.binary(.remainder, decimal("7.5"), decimal("2"))) == "Decimal 1.5")
    let most = try decimal("79228162514264337593543950335")
    let error = await values.error { _ = try await values.binary(.add, most, decimal("1")) }
    #expect(error?.record.message == "Value was either too large or too small for a Decimal.")
  }

  @Test func textsAndCollections() async throws {
    #expect(shown(try await values.binary(.add, "a", 1)) == "String a1")
    #expect(shown(try await values.binary(.add, "a", [1, 2])) == "String a1 2")
    #expect(
      shown(try await values.binary(.add, [1], [2, 3])) == "System.Object[] Int32 1|Int32 2|Int32 3"
    )
    #expect(shown(try await values.binary(.add, [1], .null)) == "System.Object[] Int32 1|null")
    #expect(shown(try await values.binary(.multiply, "ab", 3)) == "String ababab")
    #expect(shown(try await values.binary(.multiply, [1, 2], 2)).hasSuffix("Int32 1|Int32 2"))
  }

  @Test func hashtablesMerge() async throws {
    let left = PSHashtable()
    left["a"] = 1
    let right = PSHashtable()
    right["b"] = 2
    let sum = try await values.binary(.add, .object(left), .object(right))
    #expect((sum.asObject as? PSHashtable)?.count == 2)
    await values.error { _ = try await values.binary(.add, .object(left), .object(left)) }
    let error = await values.error { _ = try await values.binary(.add, .object(left), 1) }
    #expect(error?.record.errorId == "AddHashTableToNonHashTable")
  }

  @Test func errors() async throws {
    let zero = await values.error { _ = try await values.binary(.divide, 1, 0) }
    #expect(zero?.record.errorId == "RuntimeException")
    #expect(zero?.record.message == "Attempted to divide by zero.")
    #expect(shown(try await values.binary(.divide, 1.0, 0)) == "Double Infinity")
    let text = await values.error { _ = try await values.binary(.add, 1, "x") }
    #expect(text?.record.errorId == "InvalidCastFromStringToInteger")
    let method = await values.error { _ = try await values.binary(.subtract, [1], 1) }
    #expect(method?.record.errorId == "MethodNotFound")
    let size = await #expect(throws: NativeFailure.self) {
      _ = try await values.binary(.multiply, "abc", 2_000_000_000)
    }
    #expect(size?.exceptionType == "System.OutOfMemoryException")
  }

  @Test func bits() async throws {
    let cases: [(BinaryOperator, PSValue, PSValue, String)] = [
      (.bitAnd, 6, 3, "Int32 2"), (.bitOr, 6, 3, "Int32 7"), (.bitXor, 6, 3, "Int32 5"),
      (.shiftLeft, 1, 33, "Int32 2"), (.shiftLeft, 1, 31, "Int32 -2147483648"),
      (.shiftRight, -8, 1, "Int32 -4"), (.shiftLeft, .number(.int64(1)), 40, "Int64 1099511627776"),
      (.bitAnd, "7", "2", "Int32 2"), (.bitOr, 4_294_967_296, 1, "Int64 4294967297"),
    ]
    for (operation, left, right, expected) in cases {
      #expect(shown(try await values.binary(operation, left, right)) == expected)
    }
    #expect(shown(try await Operators.unary(.bitNot, 5, in: values.context)) == "Int32 -6")
  }

  @Test func ranges() async throws {
    #expect(shown(try await values.binary(.range, 1, 3)).hasSuffix("Int32 1|Int32 2|Int32 3"))
    #expect(shown(try await values.binary(.range, 2, "0")).hasSuffix("Int32 2|Int32 1|Int32 0"))
    await #expect(throws: NativeFailure.self) {
      _ = try await values.binary(.range, -2_147_483_648, 2_147_483_647)
    }
  }
}
