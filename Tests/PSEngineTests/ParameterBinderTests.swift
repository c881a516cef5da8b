import PSEngine
import PSLanguage
import Testing

/// The table of `language.md` 6.2 and 6.3 over one command with three sets.
@Suite struct ParameterBinderTests {
  @Test(arguments: [
    // Positional and named, default set first.
    (["x"], "A|Name=x"),
    (["-Name", "x"], "A|Name=x"),
    (["-cn", "x"], "A|Name=x"),
    (["-lab", "x"], "A|Name=x"),
    (["-Name:x"], "A|Name=x"),
    (["x", "Stop"], "A|Mode=Stop|Name=x"),
    (["-Mode", "1", "x"], "A|Mode=Stop|Name=x"),
    // Switches take a value with a colon only.
    (["-Force", "x"], "A|Force=True|Name=x"),
    (["x", "-Force:$false"], "A|Force=False|Name=x"),
    // An exact name wins over longer ones.
    (["x", "-force"], "A|Force=True|Name=x"),
    // Sets are narrowed by what is named.
    (["-Path", "p"], "B|Path=p"),
    (["-Path", "p", "-Id", "3"], "C|Id=3|Path=p"),
    (["-Id", "3"], "C|Id=3"),
    // Common parameters join in prefixes; a word like a parameter is text where a value must be.
    (["x", "-Verb"], "A|Name=x|Verbose=True"),
    (["-Name", "-zzz"], "A|Name=-zzz"),
    (["x", "-NameF", "long"], "A|Name=x|NameFormat=long"),
    // Behind two dashes nothing is a parameter; the test's words are given as end mark by `--`.
    (["x", "-ErrorAc", "SilentlyContinue"], "A|ErrorAction=SilentlyContinue|Name=x"),
  ])
  func binds(_ words: [String], _ expected: String) async throws {
    let session = try TestSession()
    let output = try await session.texts([("Show-Bound", words.flatMap { arguments($0) })])
    #expect(output == [expected])
  }

  @Test(
    arguments: [
      (
        ["-Nope", "x"], "NamedParameterNotFound",
        "A parameter cannot be found that matches parameter name 'Nope'."
      ),
      (
        ["x", "Stop", "third"], "PositionalParameterNotFound",
        "A positional parameter cannot be found that accepts argument 'third'."
      ),
      (
        ["-Name"], "MissingArgument",
        "Missing an argument for parameter 'Name'. Specify a parameter of type 'System.String' and try again."
      ),
      (
        ["-Name", "-Force"], "MissingArgument",
        "Missing an argument for parameter 'Name'. Specify a parameter of type 'System.String' and try again."
      ),
      (
        ["-Forc", "x"], "AmbiguousParameter",
        "Parameter cannot be processed because the parameter name 'Forc' is ambiguous. Possible matches include: -Force -ForceAll."
      ),
      (
        ["-Name", "x", "-Path", "p"], "AmbiguousParameterSet",
        "Parameter set cannot be resolved using the specified named parameters."
      ),
      (["-Id", "many"], "CannotConvertArgumentNoMessage", nil),
      (["x", "-Mode", "foo"], "CannotConvertArgumentNoMessage", nil),
      (
        [], "MissingMandatoryParameter",
        "Cannot process command because of one or more missing mandatory parameters: Name."
      ),
      (
        ["-Id", "12"], "ParameterArgumentValidationError",
        "Cannot validate argument on parameter 'Id'. The 12 argument is greater than the maximum allowed range of 9. Supply an argument that is less than or equal to 9 and then try the command again."
      ),
      (
        ["x", "-NameFormat", "Wide"], "ParameterArgumentValidationError",
        "Cannot validate argument on parameter 'NameFormat'. The argument \"Wide\" does not belong to the set \"Short,Long\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again."
      ),
      (
        [""], "ParameterArgumentValidationErrorEmptyStringNotAllowed",
        "Cannot bind argument to parameter 'Name' because it is an empty string."
      ),
      (["x", "-Name", "y", "-Name", "z"], "ParameterAlreadyBound", nil),
      (["x", "-Color", "b4"], "ParameterArgumentValidationError", nil),
      (["x", "-Color", "re"], "ParameterArgumentValidationError", nil),
    ] as [([String], String, String?)])
  func refuses(_ words: [String], _ id: String, _ message: String?) async throws {
    let session = try TestSession()
    let record = try #require(
      try await runtimeError {
        _ = try await session.run([("Show-Bound", words.flatMap { arguments($0) })])
      })
    #expect(record.fullyQualifiedErrorId == "\(id),Test.ShowBoundCommand")
    if let message { #expect(record.message == message) }
    let isValidation = id.hasPrefix("ParameterArgumentValidationError")
    #expect(record.category == (isValidation ? .invalidData : .invalidArgument))
    #expect(
      record.exception.shortTypeName
        == (isValidation ? "ParameterBindingValidationException" : "ParameterBindingException"))
    #expect(record.target.isNull)
  }

  @Test func unknownEnumNameListsTheNames() async throws {
    let session = try TestSession()
    let record = try #require(
      try await runtimeError {
        _ = try await session.run([("Show-Bound", arguments("x", "-Mode", "foo"))])
      })
    #expect(
      record.message.hasPrefix(
        "Cannot bind parameter 'Mode'. Cannot convert value \"foo\" to type "
          + "\"System.Management.Automation.ActionPreference\". Error: \"Unable to match the "
          + "identifier name foo to a valid enumerator name."))
    #expect(record.message.contains("\nSilentlyContinue, Stop, Continue, Inquire, Ignore, Suspend"))
  }

  @Test func anArrayIsNoString() async throws {
    let session = try TestSession()
    let array = CommandArgument.value(.strings(["a", "b"]), nil)
    // By position it goes to the parameter that takes arrays, in another set.
    #expect(try await session.texts([("Show-Bound", [array])]) == ["B|Path=a b"])
    let record = try #require(
      try await runtimeError {
        _ = try await session.run([("Show-Bound", arguments("-Name") + [array])])
      })
    #expect(record.errorId == "CannotConvertArgument")
    #expect(
      record.message
        == "Cannot convert 'System.String[]' to the type 'System.String' required by parameter "
        + "'Name'. Specified method is not supported.")
  }

  @Test func mistypedNameSuggestsTheNearest() async throws {
    let session = try TestSession()
    let record = try #require(
      try await runtimeError {
        _ = try await session.run([("Show-Bound", arguments("x", "-NameFromat", "Short"))])
      })
    #expect(record.errorId == "NamedParameterNotFound")
    #expect(record.recommendedAction == "Did you mean -NameFormat?")
  }

  @Test func defaultValuesFillWhatIsNotGiven() async throws {
    let session = try TestSession()
    let defaults = PSHashtable()
    defaults["Show-*:Color"] = .string("red")
    defaults["'Show-Bound' : NameFormat"] = .string("Short")
    defaults["Other-Command:Force"] = .bool(true)
    session.context.scope.define("PSDefaultParameterValues", .object(defaults))
    #expect(
      try await session.texts([("sb", arguments("x"))]) == ["A|Color=red|Name=x|NameFormat=Short"])
    #expect(
      try await session.texts([("sb", arguments("x", "-Color", "green"))])
        == ["A|Color=green|Name=x|NameFormat=Short"])
    defaults["Disabled"] = .bool(true)
    #expect(try await session.texts([("sb", arguments("x"))]) == ["A|Name=x"])
  }
}

/// Steps 6 and 7: dynamic parameters and the rest.
@Suite struct RemainingArgumentsTests {
  @Test(
    arguments: [
      (["a", "b", "c"], "a,b,c"), (["a", "-x", "b"], "a,-x,b"), (["-Lines", "a"], "a"),
      (["-Words", "a"], "a"), ([], ""),
    ] as [([String], String)])
  func collects(_ words: [String], _ expected: String) async throws {
    let session = try TestSession()
    let output = try await session.texts([("Echo-Rest", words.flatMap { arguments($0) })])
    #expect(output == [expected])
  }

  @Test func anArrayAloneIsTheList() async throws {
    let session = try TestSession()
    let array = CommandArgument.value(.strings(["a", "b"]), nil)
    #expect(try await session.texts([("Echo-Rest", [array])]) == ["a,b"])
  }

  @Test(
    arguments: [
      (["-Path", "Mem:\\veg", "-Plugin", "two"], "Mem:\\veg two false"),
      (["-Plugin", "one", "-Path", "Mem:\\veg", "-Fast"], "Mem:\\veg one true"),
      // The word behind a name that is unknown yet is not taken for the path.
      (["-Plugin", "one", "Mem:\\veg"], "Mem:\\veg one false"),
      (["-Plug", "one", "-F", "Mem:\\veg"], nil),
    ] as [([String], String?)])
  func dynamicParametersDependOnThePath(_ words: [String], _ expected: String?) async throws {
    let session = try TestSession()
    let commands = [("Ask-Provider", words.flatMap { arguments($0) })]
    if let expected {
      #expect(try await session.texts(commands) == [expected])
    } else {
      let record = try #require(try await runtimeError { _ = try await session.run(commands) })
      #expect(record.errorId == "NamedParameterNotFound")
    }
  }

  @Test func aScriptBlockForAPipelineParameterNeedsInput() async throws {
    let session = try TestSession()
    let block = ScriptBlock(session.context.session.parse("$_.Name").ast)
    let record = try #require(
      try await runtimeError {
        _ = try await session.run([
          (
            "Echo-Rest",
            [.parameter(name: "Each", value: .object(block), extent: nil)]
          )
        ])
      })
    #expect(record.errorId == "ScriptBlockArgumentNoInput")
    #expect(record.category == .metadataError)
  }

  @Test func behindTheEndMarkNothingIsAParameter() async throws {
    let session = try TestSession()
    let words: [CommandArgument] = [
      .value(.string("a"), nil), .endOfParameters(nil),
      .parameter(name: "Lines", value: nil, extent: nil),
    ]
    #expect(try await session.texts([("Echo-Rest", words)]) == ["a,-Lines"])
  }
}

/// Step 9: pipeline objects by value and by property name.
@Suite struct PipelineBindingTests {
  @Test func bindsByValueAndForgetsBetweenObjects() async throws {
    let session = try TestSession()
    let output = try await session.texts(
      [("Show-Bound", [])], input: [.string("a"), .int(Int32(5))])
    #expect(output == ["A|Name=a", "A|Name=5"])
  }

  @Test func bindsByPropertyNameAndAlias() async throws {
    let session = try TestSession()
    let output = try await session.texts(
      [("Show-Bound", [])],
      input: [
        .object(PSCustomObject([("Id", .string("4"))])),
        .object(PSCustomObject([("Label", .string("l"))])),
      ])
    // The default set is tried first, also with conversion: the whole object becomes the name.
    #expect(output.count == 2)
    #expect(output.first?.hasPrefix("A|Name=@{Id=4}") ?? false)
    #expect(output.last == "A|Name=l")
  }

  @Test func reportsWhatFitsNothingAndGoesOn() async throws {
    let session = try TestSession()
    let output = try await session.texts(
      [("Show-Bound", arguments("-Path", "p", "-Id", "2"))], input: [.string("a"), .string("b")])
    #expect(output.isEmpty)
    #expect(
      session.errorIds == [
        "InputObjectNotBound,Test.ShowBoundCommand", "InputObjectNotBound,Test.ShowBoundCommand",
      ])
  }

  @Test func nullIsRefusedByMandatoryParameters() async throws {
    let session = try TestSession()
    _ = try await session.run([("Show-Bound", [])], input: [.null])
    #expect(
      session.errorIds
        == ["ParameterArgumentValidationErrorNullNotAllowed,Test.ShowBoundCommand"])
  }
}
