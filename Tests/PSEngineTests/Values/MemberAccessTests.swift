import PSEngine
import PSLanguage
import Testing

/// Members and elements (`language.md` 4.7, 4.8).
struct MemberAccessTests {
  private let values = ValueContext()

  private func get(_ target: PSValue, _ name: String) async throws -> String {
    shown(try await MemberAccess.get(target, name, in: values.context))
  }

  private func index(_ target: PSValue, _ keys: PSValue...) async throws -> String {
    shown(try await MemberAccess.index(target, keys, in: values.context))
  }

  @Test func countsOfScalars() async throws {
    #expect(try await get(.null, "Count") == "Int32 0")
    #expect(try await get(5, "Count") == "Int32 1")
    #expect(try await get("abc", "Length") == "Int32 3")
    #expect(try await get("abc", "Count") == "Int32 1")
    #expect(try await get([1, 2], "Count") == "Int32 2")
    #expect(try await get(.null, "Anything") == "null")
    #expect(try await get(5, "Nothing") == "null")
  }

  @Test func membersOfElements() async throws {
    let items: PSValue = .list(
      [("a", 1), ("b", 2)].map {
        .object(PSCustomObject([("Name", .string($0.0)), ("N", .int($0.1))]))
      })
    #expect(try await get(items, "Name") == "System.Object[] String a|String b")
    #expect(try await get([items.enumerated[0]], "Name") == "String a")
    #expect(try await get(items, "Missing") == "null")
    #expect(
      shown(try await values.call(["a", "b"], "ToUpper")) == "System.Object[] String A|String B")
  }

  @Test func indexes() async throws {
    #expect(try await index([1, 2, 3], 0) == "Int32 1")
    #expect(try await index([1, 2, 3], -1) == "Int32 3")
    #expect(try await index([1, 2, 3], 9) == "null")
    #expect(try await index([1, 2, 3], [0, 2, 9]) == "System.Object[] Int32 1|Int32 3")
    #expect(try await index("abc", 1) == "Char b")
    #expect(try await index(7, 0) == "Int32 7")
    #expect(try await index(7, -1) == "Int32 7")
    #expect(try await index(7, 1) == "null")
    let error = await values.error { _ = try await index(.null, 0) }
    #expect(error?.record.errorId == "NullArray")
    #expect(error?.record.message == "Cannot index into a null array.")
  }

  @Test func assigningElements() async throws {
    let array = try values.convert([1, 2], "int[]")
    try await MemberAccess.setIndex(array, [1], "5", in: values.context)
    #expect(shown(array) == "System.Int32[] Int32 1|Int32 5")
    let range = await values.error {
      _ = try await MemberAccess.setIndex(array, [5], 1, in: values.context)
    }
    #expect(range?.record.errorId == "IndexOutOfRange")
    let kind = await values.error {
      _ = try await MemberAccess.setIndex(5, [0], 1, in: values.context)
    }
    #expect(kind?.record.errorId == "CannotIndex")
  }

  @Test func hashtables() async throws {
    let table = PSHashtable()
    table["Count"] = "mine"
    table[1] = "one"
    #expect(try await get(.object(table), "count") == "String mine")
    #expect(try await index(.object(table), 1) == "String one")
    #expect(try await index(.object(table), "none") == "null")
    try await MemberAccess.set(.object(table), "New", 5, in: values.context)
    #expect(shown(try await values.call(.object(table), "ContainsKey", "NEW")) == "Boolean True")
    #expect(try await values.call(.object(table), "Remove", "New").isAbsent)
    let entries = try await values.call(.object(table), "GetEnumerator")
    #expect(try await get(entries, "Name") == "System.Object[] String Count|Int32 1")
    let error = await values.error { _ = try await values.call(.object(table), "Add", "COUNT", 1) }
    #expect(error?.record.errorId == "ArgumentException")
  }

  @Test func methodErrors() async throws {
    func id(_ body: () async throws -> PSValue) async -> (String?, String?) {
      let error = await values.error { _ = try await body() }
      return (error?.record.errorId, error?.record.message)
    }
    #expect(
      await id { try await values.call(.null, "X") }
        == ("InvokeMethodOnNull", "You cannot call a method on a null-valued expression."))
    #expect(
      await id { try await values.call("a", "Nope") }
        == (
          "MethodNotFound",
          "Method invocation failed because [System.String] does not contain a method named 'Nope'."
        ))
    #expect(
      await id { try await values.call("a", "Substring", 1, 2, 3) }
        == (
          "MethodCountCouldNotFindBest",
          "Cannot find an overload for \"Substring\" and the argument count: \"3\"."
        ))
    #expect(
      await id { try await values.call("a", "Substring", "x") }.0
        == "MethodArgumentConversionInvalidCastArgument")
    let range = await id { try await values.call("a", "Substring", 5) }
    #expect(range.0 == "ArgumentOutOfRangeException")
    #expect(
      range.1?.hasPrefix("Exception calling \"Substring\" with \"1\" argument(s): \"startIndex")
        == true)
  }

  @Test func propertyErrors() async throws {
    let unknown = await values.error {
      _ = try await MemberAccess.set(.object(PSCustomObject()), "x", 1, in: values.context)
    }
    #expect(unknown?.record.errorId == "PropertyNotFound")
    let fixed = await values.error {
      _ = try await MemberAccess.set("abc", "Length", 1, in: values.context)
    }
    #expect(fixed?.record.errorId == "PropertyAssignmentException")
    #expect(fixed?.record.message == "'Length' is a ReadOnly property.")
  }

  @Test func objectView() async throws {
    let object = PSCustomObject([("A", 1)])
    let view = try await MemberAccess.get(.object(object), "PSObject", in: values.context)
    let properties = try await MemberAccess.get(view, "Properties", in: values.context)
    let a = try await MemberAccess.index(properties, ["a"], in: values.context)
    #expect(try await get(a, "Value") == "Int32 1")
    try await MemberAccess.set(a, "Value", 2, in: values.context)
    #expect(try await get(.object(object), "A") == "Int32 2")
    let names = try await MemberAccess.get(view, "TypeNames", in: values.context)
    _ = try await values.call(names, "Insert", 0, "My.Type")
    #expect(object.typeNames.first == "My.Type")
    let type = try await values.call(.object(object), "GetType")
    #expect(try await get(type, "Name") == "String PSCustomObject")
  }

  @Test func textMethods() async throws {
    let cases: [(String, [PSValue], String)] = [
      ("Trim", [], "String a,b;c"), ("ToUpper", [], "String  A,B;C "),
      ("IndexOf", ["b"], "Int32 3"),
      ("Split", [","], "System.String[] String  a|String b;c "),
      ("Split", [[",", ";"]], "System.String[] String  a|String b|String c "),
      ("Replace", ["b", "x"], "String  a,x;c "), ("Substring", [1, 3], "String a,b"),
      ("StartsWith", [" a"], "Boolean True"), ("EndsWith", ["C "], "Boolean False"),
      ("Contains", ["b;"], "Boolean True"), ("PadLeft", [9, "."], "String .. a,b;c "),
      ("Remove", [2], "String  a"), ("Insert", [0, ">"], "String > a,b;c "),
      ("LastIndexOf", [" "], "Int32 6"),
    ]
    for (name, arguments, expected) in cases {
      let result = try await MemberAccess.invoke(" a,b;c ", name, arguments, in: values.context)
      #expect(shown(result) == expected, "\(name)")
    }
  }

  @Test func staticMembers() async throws {
    #expect(shown(try await values.callStatic("math", "Round", 2.5)) == "Double 2")
    #expect(shown(try await values.callStatic("math", "Max", 3, 7)) == "Int32 7")
    #expect(shown(try await values.callStatic("math", "Floor", -1.5)) == "Double -2")
    #expect(shown(try await values.callStatic("string", "Join", "-", [1, 2])) == "String 1-2")
    #expect(shown(try await values.callStatic("string", "IsNullOrEmpty", .null)) == "Boolean True")
    #expect(shown(try await values.callStatic("int", "Parse", "12")) == "Int32 12")
    let reference = PSReference(.null)
    #expect(
      shown(try await values.callStatic("int", "TryParse", "7", .object(reference)))
        == "Boolean True")
    #expect(shown(reference.value) == "Int32 7")
    #expect(
      shown(try MemberAccess.getStatic(values.type("int"), "MaxValue", in: values.context))
        == "Int32 2147483647")
    let version = try await values.callStatic("version", "new", 1, 2, 3)
    #expect(shown(version) == "Version 1.2.3")
    #expect(
      shown(try MemberAccess.getStatic(values.type("datetime"), "UtcNow", in: values.context))
        == "DateTime 05/01/2024 10:40:00")
  }
}

/// Members added at run time.
struct ExtendedMemberTests {
  private let values = ValueContext()

  @Test func aliasesThatLeadInACircleEnd() async throws {
    let object = PSCustomObject([("real", 1)])
    object.setExtended(PSMember(name: "a", kind: .alias("b")))
    object.setExtended(PSMember(name: "b", kind: .alias("a")))
    object.setExtended(PSMember(name: "c", kind: .alias("real")))
    #expect(shown(try await MemberAccess.get(.object(object), "a", in: values.context)) == "null")
    #expect(object.value(of: "a").map(shown) == nil)
    #expect(
      shown(try await MemberAccess.get(.object(object), "c", in: values.context)) == "Int32 1")
    try await MemberAccess.set(.object(object), "c", 2, in: values.context)
    #expect(object.value(of: "real").map(shown) == "Int32 2")
  }

  /// An object whose only property refuses every value.
  private final class Stubborn: PSObject {
    override var declaredProperties: [PSPropertyInfo] { [PSPropertyInfo("P", isSettable: true)] }
    override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
      throw NativeFailure("System.ArgumentException", "no")
    }
  }

  @Test func settersThatFail() async throws {
    let error = await values.error {
      try await MemberAccess.set(.object(Stubborn()), "P", 1, in: values.context)
    }
    #expect(error?.record.errorId == "ArgumentException")
    #expect(error?.record.message == "Exception setting \"P\": \"no\"")
    #expect(error?.record.category == .notSpecified)
  }
}
