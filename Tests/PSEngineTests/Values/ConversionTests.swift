import PSEngine
import Testing

/// Casts and texts (`language.md` 4.4, 4.5).
struct ConversionTests {
  private let values = ValueContext()

  @Test(arguments: [
    (0.1 + 0.2, "0.3"), (1e20, "1E+20"), (1e15, "1E+15"), (123_456_789_012_345, "123456789012345"),
    (0.0001, "0.0001"), (0.00001, "1E-05"), (-1.5, "-1.5"), (1.0 / 3, "0.333333333333333"),
    (0, "0"), (.infinity, "Infinity"), (.nan, "NaN"),
    (1.7976931348623157e308, "1.79769313486232E+308"),
  ])
  func doubles(value: Double, text: String) {
    #expect(TextConversion.text(of: .number(.double(value))) == text)
  }

  @Test func texts() {
    let object = PSCustomObject([("a", 1), ("b", "x"), ("c", [1, 2])])
    #expect(TextConversion.text(of: .object(object)) == "@{a=1; b=x; c=System.Object[]}")
    #expect(TextConversion.text(of: [1, [2, 3]], separator: ",") == "1,System.Object[]")
    #expect(TextConversion.text(of: .object(PSHashtable())) == "System.Collections.Hashtable")
    #expect(TextConversion.text(of: .null) == "")
    #expect(TextConversion.text(of: .object(PSSecureString("x"))) == "System.Security.SecureString")
    #expect(
      TextConversion.text(of: .object(PSTimeSpan(ticks: 900_615_000_000))) == "1.01:01:01.5000000")
  }

  @Test func numbers() throws {
    let cases: [(PSValue, String, String)] = [
      ("12", "int", "Int32 12"), ("0x1F", "int", "Int32 31"), ("1kb", "int", "Int32 1024"),
      (" 7 ", "int", "Int32 7"), ("", "int", "Int32 0"), (.null, "int", "Int32 0"),
      (2.5, "int", "Int32 2"), (3.5, "int", "Int32 4"), ("1.7", "int", "Int32 2"),
      (true, "int", "Int32 1"), (.char("A"), "int", "Int32 65"), (65, "char", "Char A"),
      ("1e3", "double", "Double 1000"), ("1.50", "decimal", "Decimal 1.50"),
      (300, "long", "Int64 300"), ("-5", "sbyte", "SByte -5"), (1, "bool", "Boolean True"),
      ("false", "bool", "Boolean True"), ("", "bool", "Boolean False"),
      (5, "string", "String 5"), (.null, "string", "String "),
    ]
    for (value, type, expected) in cases {
      #expect(shown(try values.convert(value, type)) == expected)
    }
  }

  @Test func collections() throws {
    #expect(shown(try values.convert("1", "int[]")) == "System.Int32[] Int32 1")
    #expect(shown(try values.convert([1, "2"], "string[]")) == "System.String[] String 1|String 2")
    #expect(shown(try values.convert(.null, "string[]")) == "null")
    let list = try values.convert([1, 2], "System.Collections.Generic.List[string]")
    #expect((list.asObject as? PSList)?.elements.count == 2)
  }

  @Test func refusedValues() throws {
    let cases: [(PSValue, String, String, String)] = [
      (
        "abc", "int", "InvalidCastFromStringToInteger",
        "Cannot convert value \"abc\" to type \"System.Int32\". Error: \"Input string was not in a correct format.\""
      ),
      (
        "300", "byte", "InvalidCastFromStringToInteger",
        "Cannot convert value \"300\" to type \"System.Byte\". Error: \"Value was either too large or too small for an unsigned byte.\""
      ),
      (
        1e30, "int", "InvalidCastIConvertible",
        "Cannot convert value \"1E+30\" to type \"System.Int32\". Error: \"Value was either too large or too small for an Int32.\""
      ),
      (
        "x", "hashtable", "ConvertToFinalInvalidCastException",
        "Cannot convert the \"x\" value of type \"System.String\" to type \"System.Collections.Hashtable\"."
      ),
      (
        "nope", "version", "InvalidCastParseTargetInvocation",
        "Cannot convert value \"nope\" to type \"System.Version\". Error: \"Version string portion was too short or too long.\r\nParameter name: input\""
      ),
    ]
    for (value, type, id, message) in cases {
      let error = #expect(throws: PSRuntimeError.self) { try values.convert(value, type) }
      #expect(error?.record.errorId == id)
      #expect(error?.record.message == message)
      #expect(error?.record.category == .invalidArgument)
    }
    let unknown = #expect(throws: PSRuntimeError.self) { try values.convert(1, "No.Such") }
    #expect(unknown?.record.errorId == "TypeNotFound")
    #expect(unknown?.record.message == "Unable to find type [No.Such].")
  }

  @Test func enumerations() throws {
    let type = PSEnumType("T", [("Default", 1), ("Digest", 2), ("Negotiate", 4)])
    func name(_ value: PSValue) throws -> String {
      TextConversion.text(
        of: try Conversion.convert(value, to: .enumeration(type), types: values.types))
    }
    #expect(try name("negotiate") == "Negotiate")
    #expect(try name("Neg") == "Negotiate")
    #expect(try name(2) == "Digest")
    let error = #expect(throws: PSRuntimeError.self) { try name("foo") }
    #expect(
      error?.record.message
        == "Cannot convert value \"foo\" to type \"T\". Error: \"Unable to match the identifier name "
        + "foo to a valid enumerator name. Specify one of the following enumerator names and try "
        + "again:\nDefault, Digest, Negotiate\"")
    #expect(throws: PSRuntimeError.self) { try name("D") }
    #expect(throws: PSRuntimeError.self) { try name(9) }
  }

  @Test(arguments: ["int", "System.Int32", "Int32", "INT32"])
  func typeNames(name: String) {
    #expect(values.types.find(name)?.fullName == "System.Int32")
  }
}
