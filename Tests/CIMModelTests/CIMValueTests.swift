import CIMModel
import Testing

@Suite struct CIMValueTests {
  @Test(arguments: [
    ("255", CIMType.uint8, CIMValue.unsigned(255)), ("+7", .uint8, .unsigned(7)),
    ("-128", .sint8, .signed(-128)), ("-0", .uint16, .unsigned(0)), ("007", .sint16, .signed(7)),
    ("18446744073709551615", .uint64, .unsigned(.max)),
    ("-9223372036854775808", .sint64, .signed(.min)), (" 12 ", .uint32, .unsigned(12)),
    ("TRUE", .boolean, .boolean(true)), ("0", .boolean, .boolean(false)),
    ("INF", .real64, .real(.infinity)), ("1e3", .real64, .real(1000)), ("", .string, .string("")),
    (" a ", .string, .string(" a ")), ("A", .char16, .char16(65)), ("955", .char16, .char16(955)),
  ])
  func textsStandForValues(text: String, type: CIMType, value: CIMValue) {
    #expect(CIMValue(text, as: type) == value)
  }

  @Test(arguments: [
    ("256", CIMType.uint8), ("-1", .uint8), ("128", .sint8), ("18446744073709551616", .uint64),
    ("-129", .sint8), ("-9223372036854775809", .sint64), ("9223372036854775808", .sint64),
    ("-", .sint32), ("+", .uint32), ("++1", .uint32), ("1 2", .uint32), ("\u{0661}", .uint32),
    ("99999999999999999999999", .uint64),
    ("", .uint32), ("1.5", .uint32), ("0x10", .uint32), ("yes", .boolean), ("", .boolean),
    ("1e", .real64), ("nan", .real64), ("infinity", .real64), ("yesterday", .datetime),
    ("", .char16),
    ("99999", .char16), ("A b", .reference("X")),
  ])
  func whatIsNoValueOfTheTypeIsRefused(text: String, type: CIMType) {
    #expect(CIMValue(text, as: type) == nil)
  }

  @Test func valuesOfDifferentNumericTypesCompare() {
    #expect(CIMValue.unsigned(3).compared(with: .real(2.5)) == 1)
    #expect(CIMValue.signed(-3).compared(with: .real(0)) == -1)
    #expect(CIMValue.null.compared(with: .null) == nil)
    #expect(CIMValue.string("WinRM").compared(with: .string("winrm")) == 0)
    #expect(CIMValue.string("x").compared(with: .boolean(true)) == nil)
  }
}

@Suite struct CIMObjectPathTests {
  @Test(arguments: [
    ("Win32_Service.Name=\"WinRM\"", "Win32_Service.Name=\"WinRM\""),
    ("root/cimv2:Win32_Service.Name='WinRM'", "root/cimv2:Win32_Service.Name=\"WinRM\""),
    (
      "\\\\SERVER01\\root\\cimv2:Win32_Account.Name=\"a,b\", Domain=\"x\"",
      "root/cimv2:Win32_Account.Domain=\"x\",Name=\"a,b\""
    ),
    ("Win32_LocalTime=@", "Win32_LocalTime=@"), ("Win32_LocalTime", "Win32_LocalTime=@"),
    ("A.K=5", "A.K=\"5\""), ("A.K=\"q\\\"\\\\\"", "A.K=\"q\\\"\\\\\""),
  ])
  func pathsAreRead(text: String, shown: String) throws {
    #expect(try #require(CIMObjectPath(text)).text == shown)
  }

  @Test(arguments: [
    "", "1A", "A.", "A.K", "A.K=", "A.K=\"", "A.K=\"a\"x", "A.K=1,", "A.K=1,K=2", "A b.K=1",
  ])
  func whatIsNoPathIsRefused(text: String) {
    #expect(CIMObjectPath(text) == nil)
  }

  @Test func namesAndKeysIgnoreLetterCase() {
    #expect(
      CIMObjectPath("win32_service.name=\"WINRM\"") == CIMObjectPath("Win32_Service.Name=\"WinRM\"")
    )
    #expect(CIMObjectPath("A.K=1") != CIMObjectPath("A.K=2"))
    #expect(CIMObjectPath("root/a:A.K=1") != CIMObjectPath("root/b:A.K=1"))
  }
}
