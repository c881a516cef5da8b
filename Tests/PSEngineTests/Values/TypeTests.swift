import PSEngine
import PSLanguage
import Testing

/// Types and their static members (`language.md` 4.5).
struct TypeTests {
  private let values = ValueContext()

  private func get(_ target: PSValue, _ name: String) async throws -> String {
    shown(try await MemberAccess.get(target, name, in: values.context))
  }

  @Test(arguments: [
    "string", "char", "bool", "byte", "sbyte", "int16", "short", "uint16", "ushort", "int", "int32",
    "uint32", "uint", "long", "int64", "uint64", "ulong", "single", "float", "double", "decimal",
    "datetime", "timespan", "guid", "uri", "version", "regex", "hashtable", "ordered", "array",
    "psobject", "pscustomobject", "pscredential", "securestring", "scriptblock", "switch", "void",
    "type", "ref", "ipaddress", "mailaddress", "cultureinfo", "psmoduleinfo", "psvariable",
    "System.Environment", "Environment", "math", "System.Text.Encoding", "convert",
    "System.Management.Automation.ActionPreference", "nullable[int]", "string[]", "int[][]",
    "System.Collections.Generic.Dictionary[string,object]",
    "System.Collections.Generic.List`1[int]",
  ])
  func knownTypes(name: String) {
    #expect(values.types.find(name) != nil)
  }

  @Test(arguments: [
    "nope", "string[", "[]", "System.Collections.Generic.List[nope]", "", "int,int",
  ])
  func unknownTypes(name: String) {
    #expect(values.types.find(name) == nil)
  }

  @Test func typesAsValues() async throws {
    let type = try values.type("int")
    #expect(TextConversion.text(of: type) == "int")
    #expect(try await get(type, "FullName") == "String System.Int32")
    #expect(try await get(type, "Name") == "String Int32")
    #expect(try await get(values.call("x", "GetType"), "FullName") == "String System.String")
    #expect(try await get(values.call([1], "GetType"), "Name") == "String Object[]")
    #expect(try await get(values.call([1], "GetType"), "BaseType") == "RuntimeType System.Array")
  }

  @Test func environment() async throws {
    let type = try values.type("Environment")
    let system = try MemberAccess.getStatic(type, "OSVersion", in: values.context)
    #expect(try await get(system, "Platform") == "PlatformID Win32NT")
    let version = try await MemberAccess.get(system, "Version", in: values.context)
    #expect(try await get(version, "Build") == "Int32 17763")
    #expect(
      shown(try MemberAccess.getStatic(type, "MachineName", in: values.context)) == "String LABHOST"
    )
    _ = try await values.callStatic("Environment", "SetEnvironmentVariable", "A", "1")
    #expect(
      shown(try await values.callStatic("Environment", "GetEnvironmentVariable", "a")) == "String 1"
    )
    #expect(
      shown(try await values.callStatic("Environment", "ExpandEnvironmentVariables", "%A%-%B%"))
        == "String 1-%B%")
  }

  @Test func uris() async throws {
    let uri = try values.convert("HTTPS://User@Server.Example:8443/a%20b/c?x=1#f", "uri")
    let expected: [(String, String)] = [
      ("Scheme", "String https"), ("Host", "String server.example"), ("Port", "Int32 8443"),
      ("AbsolutePath", "String /a%20b/c"), ("LocalPath", "String /a b/c"), ("Query", "String ?x=1"),
      ("Fragment", "String #f"), ("UserInfo", "String User"),
      ("Authority", "String server.example:8443"), ("IsDefaultPort", "Boolean False"),
      ("AbsoluteUri", "String https://User@server.example:8443/a%20b/c?x=1#f"),
    ]
    for (name, value) in expected { #expect(try await get(uri, name) == value, "\(name)") }
    let plain = try values.convert("http://h", "uri")
    #expect(try await get(plain, "Port") == "Int32 80")
    #expect(try await get(plain, "AbsoluteUri") == "String http://h/")
    #expect(TextConversion.text(of: plain) == "http://h")
    let urn = try values.convert("urn:a:b", "uri")
    #expect(try await get(urn, "AbsoluteUri") == "String urn:a:b")
    #expect(try await get(values.convert("a/b", "uri"), "IsAbsoluteUri") == "Boolean False")
    #expect(throws: PSRuntimeError.self) { try values.convert("http://h:99999/", "uri") }
    #expect(
      shown(try await values.callStatic("uri", "EscapeDataString", "a b/\u{e4}"))
        == "String a%20b%2F%C3%A4")
  }

  @Test func convertStatics() async throws {
    let cases: [(String, [PSValue], String)] = [
      ("ToBase64String", [[1, 2, 3, 255]], "String AQID/w=="),
      ("ToInt32", ["ff", 16], "Int32 255"),
      ("ToInt32", ["ffffffff", 16], "Int32 -1"), ("ToString", [10, 2], "String 1010"),
      ("ToString", [-1, 16], "String ffffffff"), ("ToInt32", ["12"], "Int32 12"),
      ("FromBase64String", ["AQID/w=="], "System.Byte[] Byte 1|Byte 2|Byte 3|Byte 255"),
      ("ToBoolean", ["true"], "Boolean True"),
    ]
    for (name, arguments, expected) in cases {
      let result = try await MemberAccess.invokeStatic(
        values.type("convert"), name, arguments, in: values.context)
      #expect(shown(result) == expected, "\(name)")
    }
    await values.error { _ = try await values.callStatic("convert", "FromBase64String", "A") }
  }

  @Test func encodings() async throws {
    let utf8 = try MemberAccess.getStatic(values.type("Text.Encoding"), "UTF8", in: values.context)
    #expect(
      shown(try await values.call(utf8, "GetBytes", "\u{e4}")) == "System.Byte[] Byte 195|Byte 164")
    let unicode = try MemberAccess.getStatic(
      values.type("Text.Encoding"), "Unicode", in: values.context)
    #expect(shown(try await values.call(unicode, "GetString", [65, 0])) == "String A")
  }

  @Test func scriptBlocks() async throws {
    let block = try await values.callStatic("scriptblock", "Create", "1 + 1")
    #expect(TextConversion.text(of: block) == "1 + 1")
    let error = await values.error {
      _ = try await values.callStatic("scriptblock", "Create", "1 +")
    }
    #expect(error?.record.errorId == "ParseException")
  }

  @Test func credentials() async throws {
    let secret = PSValue.object(PSSecureString("p"))
    let credential = try await values.callStatic("pscredential", "new", 12, secret)
    #expect(try await get(credential, "UserName") == "String 12")
    let domain = try await values.callStatic("pscredential", "new", "D\\u", secret)
    let network = try await values.call(domain, "GetNetworkCredential")
    #expect(try await get(network, "Domain") == "String D")
    #expect(try await get(network, "Password") == "String p")
  }

  @Test func otherObjects() async throws {
    let builder = try await values.callStatic("System.Text.StringBuilder", "new", "a")
    _ = try await values.call(builder, "Append", 1)
    #expect(shown(try await values.call(builder, "ToString")) == "String a1")
    #expect(TextConversion.text(of: try values.convert("::1", "ipaddress")) == "::1")
    #expect(
      TextConversion.text(of: try values.convert("{0F8FAD5B-D9CB-469F-A165-70867728950E}", "guid"))
        == "0f8fad5b-d9cb-469f-a165-70867728950e")
    let exception = try await values.callStatic("System.ArgumentException", "new", "bad")
    #expect(try await get(exception, "Message") == "String bad")
    #expect(try await values.text(.isType, exception, "System.Exception") == "True")
  }
}
