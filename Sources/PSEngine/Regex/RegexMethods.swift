/// Methods of `[regex]`, as instance and as static members.
enum RegexMethods {
  /// Runs a search and turns its time limit into .NET's exception.
  static func timed<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as RegexTimeout {
      throw NativeFailure(
        "System.Text.RegularExpressions.RegexMatchTimeoutException", error.message)
    }
  }

  private static func pattern(_ target: PSValue) throws -> PSPattern {
    guard let regex = target.asObject as? PSRegex else {
      throw NativeFailure.argument("The object is not a regular expression.")
    }
    return regex.pattern
  }

  private static func all(_ text: String, _ pattern: PSPattern) throws -> PSValue {
    .object(
      PSList(
        try timed { try pattern.matches(in: text) }
          .map { .object(PSMatch($0, pattern)) },
        typeName: "System.Text.RegularExpressions.MatchCollection"))
  }

  static let instance: [NativeMethod] = [
    NativeMethod("IsMatch", "bool IsMatch(string input)") { target, arguments in
      let pattern = try pattern(target)
      return .bool(
        try timed { try pattern.firstMatch(in: arguments.text(0)) }
          != nil)
    },
    NativeMethod("Match", "System.Text.RegularExpressions.Match Match(string input)") {
      target, arguments in
      let pattern = try pattern(target)
      return .object(
        PSMatch(
          try timed { try pattern.firstMatch(in: arguments.text(0)) },
          pattern))
    },
    NativeMethod("Matches", "System.Text.RegularExpressions.MatchCollection Matches(string input)")
    { target, arguments in
      try all(arguments.text(0), try pattern(target))
    },
    NativeMethod(
      "Replace",
      [
        NativeOverload("string Replace(string input, object replacement)") { target, arguments in
          try await replaced(arguments.text(0), try pattern(target), arguments[1], .max, arguments)
        },
        NativeOverload("string Replace(string input, object replacement, int count)") {
          target, arguments in
          try await replaced(
            arguments.text(0), try pattern(target), arguments[1], max(0, arguments.int(2)),
            arguments)
        },
      ]),
    NativeMethod(
      "Split",
      [
        NativeOverload("string[] Split(string input)") { target, arguments in
          let pattern = try pattern(target)
          return .strings(
            try timed { try pattern.split(arguments.text(0)) })
        },
        NativeOverload("string[] Split(string input, int count)") { target, arguments in
          let pattern = try pattern(target)
          return .strings(
            try timed {
              try pattern.split(arguments.text(0), limit: max(0, arguments.int(1)))
            })
        },
      ]),
    NativeMethod("GetGroupNames", "string[] GetGroupNames()") { target, _ in
      .strings(try pattern(target).program.groupNames)
    },
  ]

  /// A replacement by text or, as a match evaluator, by script block.
  private static func replaced(
    _ text: String, _ pattern: PSPattern, _ replacement: PSValue, _ limit: Int,
    _ arguments: NativeArguments
  ) async throws -> PSValue {
    guard let block = replacement.asObject as? ScriptBlock else {
      let template = TextConversion.text(of: replacement)
      return .string(
        try timed {
          try pattern.replace(in: text, with: template, limit: limit)
        })
    }
    let found = try timed {
      try pattern.matches(in: text, limit: limit)
    }
    var results: [String] = []
    for match in found {
      let value = PSValue.object(PSMatch(match, pattern))
      let output = try await arguments.context.evaluate(
        block, arguments: [value], underscore: value, newScope: true)
      results.append(TextConversion.text(of: .collapsing(output)))
    }
    var rest = results[...]
    return .string(try PSPattern.joined(text, found) { _ in rest.popFirst() ?? "" })
  }

  private static func compiled(
    _ source: String, _ options: Int64, _ arguments: NativeArguments
  ) throws -> PSValue {
    do {
      return .object(PSRegex(try PSPattern(source, RegexOptions(rawValue: options))))
    } catch {
      throw NativeFailure.argument(error.message)
    }
  }

  /// The static form of an instance method: the pattern follows the input.
  private static func lifted(_ name: String, _ more: String, _ count: Int) -> NativeMethod {
    let plain = "object \(name)(string input, string pattern\(more))"
    let withOptions =
      "object \(name)(string input, string pattern\(more), \(RegexOptions.enumType.name) options)"
    @Sendable func call(_ arguments: NativeArguments, _ options: Int64) async throws -> PSValue {
      let regex = try compiled(arguments.text(1), options, arguments)
      var rest = arguments.values
      rest.remove(at: 1)
      return try await NativeCall.invoke(
        instance, name, on: regex, Array(rest.prefix(count - 1)), in: arguments.context) ?? .null
    }
    return NativeMethod(
      name,
      [
        NativeOverload(plain) { _, arguments in try await call(arguments, 0) },
        NativeOverload(withOptions) { _, arguments in
          try await call(arguments, arguments.flags(count))
        },
      ])
  }

  static let type = PSTypeDefinition(
    "System.Text.RegularExpressions.Regex", accelerators: ["regex"],
    converter: { value, _ in
      guard case .string(let source) = value else { return nil }
      do throws(RegexSyntaxError) {
        return .object(PSRegex(try PSPattern(source)))
      } catch {
        throw NativeFailure.argument(error.message)
      }
    },
    constructors: [
      NativeOverload("regex new(string pattern)") { _, arguments in
        try compiled(arguments.text(0), 0, arguments)
      },
      NativeOverload("regex new(string pattern, \(RegexOptions.enumType.name) options)") {
        _, arguments in
        try compiled(arguments.text(0), arguments.flags(1), arguments)
      },
    ],
    staticMethods: [
      lifted("IsMatch", "", 2), lifted("Match", "", 2), lifted("Matches", "", 2),
      lifted("Split", "", 2), lifted("Replace", ", object replacement", 3),
      NativeMethod("Escape", "string Escape(string str)") { _, arguments in
        .string(PSPattern.escape(arguments.text(0)))
      },
      NativeMethod("Unescape", "string Unescape(string str)") { _, arguments in
        .string(PSPattern.unescape(arguments.text(0)))
      },
    ])
}
