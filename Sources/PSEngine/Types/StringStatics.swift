/// `[string]` and its static members.
enum StringStatics {
  static let type = PSTypeDefinition(
    "System.String", accelerators: ["string"],
    interfaces: ["System.IComparable", "System.Collections.IEnumerable"],
    constructors: [
      NativeOverload("string new(char c, int count)") { _, arguments in
        let count = arguments.int(1)
        guard count >= 0 else {
          throw NativeFailure.outOfRange("'count' must be non-negative.", "count")
        }
        try ValueLimits.requireText(arguments.text(0).utf8.count, times: count)
        return .string(String(repeating: arguments.text(0), count: count))
      },
      NativeOverload("string new(char[] value)") { _, arguments in
        .string(
          try ValueLimits.joined(arguments[0].enumerated.map { TextConversion.text(of: $0) }))
      },
    ],
    staticProperties: [NativeProperty("Empty", "System.String") { _ in .string("") }],
    staticMethods: [
      NativeMethod("IsNullOrEmpty", "bool IsNullOrEmpty(string value)") { _, arguments in
        .bool(arguments.text(0).isEmpty)
      },
      NativeMethod("IsNullOrWhiteSpace", "bool IsNullOrWhiteSpace(string value)") { _, arguments in
        .bool(arguments.text(0).trimmingWhiteSpace().isEmpty)
      },
      NativeMethod(
        "Join",
        [
          NativeOverload("string Join(string separator, Params object[] values)") { _, arguments in
            .string(
              try ValueLimits.joined(
                arguments[1].enumerated.map { TextConversion.text(of: $0) },
                separator: arguments.text(0)))
          }
        ]),
      NativeMethod("Format", "string Format(string format, Params object[] args)") { _, arguments in
        .string(try CompositeFormat.format(arguments.text(0), arguments[1].enumerated))
      },
      NativeMethod("Concat", "string Concat(Params object[] args)") { _, arguments in
        .string(
          try ValueLimits.joined(arguments[0].enumerated.map { TextConversion.text(of: $0) }))
      },
      NativeMethod(
        "Compare",
        [
          NativeOverload("int Compare(string strA, string strB)") { _, arguments in
            .int(order(arguments, caseSensitive: true))
          },
          NativeOverload("int Compare(string strA, string strB, bool ignoreCase)") { _, arguments in
            .int(order(arguments, caseSensitive: !arguments.bool(2)))
          },
        ]),
      NativeMethod("CompareOrdinal", "int CompareOrdinal(string strA, string strB)") {
        _, arguments in
        let (a, b) = (Array(arguments.text(0).utf16), Array(arguments.text(1).utf16))
        return .int(a == b ? 0 : a.lexicographicallyPrecedes(b) ? -1 : 1)
      },
      NativeMethod(
        "Equals",
        [
          NativeOverload("bool Equals(string a, string b)") { _, arguments in
            .bool(arguments.text(0) == arguments.text(1))
          },
          NativeOverload("bool Equals(string a, string b, System.StringComparison comparisonType)")
          {
            _, arguments in
            let ignoresCase = arguments.text(2).hasSuffix("IgnoreCase")
            return .bool(
              ignoresCase
                ? arguments.text(0).equalsIgnoringCase(arguments.text(1))
                : arguments.text(0) == arguments.text(1))
          },
        ]),
    ])

  private static func order(_ arguments: NativeArguments, caseSensitive: Bool) -> Int {
    TextOrder.compare(arguments.text(0), arguments.text(1), caseSensitive: caseSensitive).signum()
  }
}
