/// Methods of texts (`language.md` 4.7): positions count UTF-16 units, case matters, as in .NET.
enum StringMethods {
  static func text(_ value: PSValue) -> String { TextConversion.text(of: value) }

  private static func units(_ value: PSValue) -> [UInt16] { Array(text(value).utf16) }

  private static func string(_ units: some Sequence<UInt16>) -> PSValue {
    .string(String(decoding: Array(units), as: UTF16.self))
  }

  private static func slice(_ value: PSValue, from start: Int, count: Int?) throws -> PSValue {
    let units = units(value)
    guard (0...units.count).contains(start) else {
      throw NativeFailure.outOfRange(
        start < 0
          ? "StartIndex cannot be less than zero."
          : "startIndex cannot be larger than length of string.", "startIndex")
    }
    let length = count ?? units.count - start
    guard length >= 0 else {
      throw NativeFailure.outOfRange("Length cannot be less than zero.", "length")
    }
    guard length <= units.count - start else {
      throw NativeFailure.outOfRange(
        "Index and length must refer to a location within the string.", "length")
    }
    return string(units[start..<(start + length)])
  }

  /// The first (or last) place of a text, in UTF-16 units.
  static func position(
    of part: String, in whole: String, from start: Int = 0, backwards: Bool = false,
    ignoreCase: Bool = false
  ) -> Int {
    let a = Array((ignoreCase ? whole.lowercased() : whole).utf16)
    let b = Array((ignoreCase ? part.lowercased() : part).utf16)
    guard start >= 0, start <= a.count else { return -1 }
    if b.isEmpty { return backwards ? a.count : start }
    guard a.count >= b.count else { return -1 }
    let candidates = stride(from: start, through: a.count - b.count, by: 1)
    let match = { (index: Int) in a[index..<(index + b.count)].elementsEqual(b) }
    return (backwards ? candidates.reversed().first(where: match) : candidates.first(where: match))
      ?? -1
  }

  private static func ignoresCase(_ arguments: NativeArguments, _ index: Int) -> Bool {
    arguments.text(index).lowercased().hasSuffix("ignorecase")
      || (arguments.object(index, as: PSEnum.self).map { $0.value % 2 == 1 } ?? false)
  }

  /// The characters that `Trim` removes: those given, white space when there are none.
  private static func trimmed(_ value: PSValue, _ set: PSValue, start: Bool, end: Bool) -> PSValue {
    let given = set.enumerated.map { text($0) }.joined().unicodeScalars
    let removable = { (scalar: Unicode.Scalar) in
      given.isEmpty ? scalar.properties.isWhitespace : given.contains(scalar)
    }
    var scalars = Substring(text(value)).unicodeScalars
    while start, let first = scalars.first, removable(first) { scalars.removeFirst() }
    while end, let last = scalars.last, removable(last) { scalars.removeLast() }
    return .string(String(Substring(scalars)))
  }

  private static func trim(_ name: String, start: Bool, end: Bool) -> NativeMethod {
    NativeMethod(name, "string \(name)(Params char[] trimChars)") { target, arguments in
      trimmed(target, arguments[0], start: start, end: end)
    }
  }

  private static func pad(_ name: String, left: Bool) -> NativeMethod {
    @Sendable func padded(_ target: PSValue, _ width: Int, _ filler: String) throws -> PSValue {
      guard width >= 0 else {
        throw NativeFailure.outOfRange("Non-negative number required.", "totalWidth")
      }
      let text = text(target)
      let count = max(0, width - text.utf16.count)
      try ValueLimits.requireText(filler.utf8.count, times: count)
      let fill = String(repeating: filler, count: count)
      return .string(left ? fill + text : text + fill)
    }
    return NativeMethod(
      name,
      [
        NativeOverload("string \(name)(int totalWidth)") { target, arguments in
          try padded(target, arguments.int(0), " ")
        },
        NativeOverload("string \(name)(int totalWidth, char paddingChar)") { target, arguments in
          try padded(target, arguments.int(0), arguments.text(1))
        },
      ])
  }

  private static func affix(_ name: String, atStart: Bool) -> NativeMethod {
    @Sendable func holds(_ target: PSValue, _ part: String, _ ignoreCase: Bool) -> PSValue {
      let whole = ignoreCase ? text(target).lowercased() : text(target)
      let part = ignoreCase ? part.lowercased() : part
      return .bool(
        atStart
          ? whole.utf16.starts(with: part.utf16)
          : whole.utf16.reversed().starts(with: part.utf16.reversed()))
    }
    return NativeMethod(
      name,
      [
        NativeOverload("bool \(name)(string value)") { target, arguments in
          holds(target, arguments.text(0), false)
        },
        NativeOverload("bool \(name)(string value, System.StringComparison comparisonType)") {
          target, arguments in
          holds(target, arguments.text(0), ignoresCase(arguments, 1))
        },
        NativeOverload(
          "bool \(name)(string value, bool ignoreCase, System.IFormatProvider culture)"
        ) { target, arguments in
          holds(target, arguments.text(0), arguments.bool(1))
        },
      ])
  }

  private static func search(_ name: String, backwards: Bool) -> NativeMethod {
    NativeMethod(
      name,
      [
        NativeOverload("int \(name)(string value)") { target, arguments in
          .int(position(of: arguments.text(0), in: text(target), backwards: backwards))
        },
        NativeOverload("int \(name)(string value, int startIndex)") { target, arguments in
          let whole = text(target)
          if backwards {
            let end = min(whole.utf16.count, max(0, arguments.int(1)) + 1)
            let head = String(decoding: Array(whole.utf16.prefix(end)), as: UTF16.self)
            return .int(position(of: arguments.text(0), in: head, backwards: true))
          }
          return .int(position(of: arguments.text(0), in: whole, from: arguments.int(1)))
        },
        NativeOverload("int \(name)(string value, System.StringComparison comparisonType)") {
          target, arguments in
          .int(
            position(
              of: arguments.text(0), in: text(target), backwards: backwards,
              ignoreCase: ignoresCase(arguments, 1)))
        },
      ])
  }

  private static func searchAny(_ name: String, backwards: Bool) -> NativeMethod {
    NativeMethod(name, "int \(name)(char[] anyOf)") { target, arguments in
      let set = Set(arguments[0].enumerated.flatMap { Array(text($0).utf16) })
      let units = units(target)
      return .int(
        (backwards ? units.lastIndex { set.contains($0) } : units.firstIndex { set.contains($0) })
          ?? -1)
    }
  }

  static let all: [NativeMethod] = [
    trim("Trim", start: true, end: true), trim("TrimStart", start: true, end: false),
    trim("TrimEnd", start: false, end: true), pad("PadLeft", left: true),
    pad("PadRight", left: false), affix("StartsWith", atStart: true),
    affix("EndsWith", atStart: false), search("IndexOf", backwards: false),
    search("LastIndexOf", backwards: true), searchAny("IndexOfAny", backwards: false),
    searchAny("LastIndexOfAny", backwards: true), StringSplit.method,
    NativeMethod(
      "Substring",
      [
        NativeOverload("string Substring(int startIndex)") { target, arguments in
          try slice(target, from: arguments.int(0), count: nil)
        },
        NativeOverload("string Substring(int startIndex, int length)") { target, arguments in
          try slice(target, from: arguments.int(0), count: arguments.int(1))
        },
      ]),
    NativeMethod(
      "Replace",
      [
        NativeOverload("string Replace(string oldValue, string newValue)") { target, arguments in
          let old = arguments.text(0)
          guard !old.isEmpty else {
            throw NativeFailure.argument(
              "String cannot be of zero length.\r\nParameter name: oldValue")
          }
          return .string(try StringSplit.replace(text(target), old, with: arguments.text(1)))
        }
      ]),
    NativeMethod("Contains", "bool Contains(string value)") { target, arguments in
      .bool(position(of: arguments.text(0), in: text(target)) >= 0)
    },
    NativeMethod("ToUpper", "string ToUpper()") { target, _ in .string(text(target).uppercased()) },
    NativeMethod("ToLower", "string ToLower()") { target, _ in .string(text(target).lowercased()) },
    NativeMethod("ToUpperInvariant", "string ToUpperInvariant()") { target, _ in
      .string(text(target).uppercased())
    },
    NativeMethod("ToLowerInvariant", "string ToLowerInvariant()") { target, _ in
      .string(text(target).lowercased())
    },
    NativeMethod("ToCharArray", "char[] ToCharArray()") { target, _ in
      let units = units(target)
      try ValueLimits.requireElements(units.count)
      return .array(
        PSArray(
          units.map { .char(Unicode.Scalar($0) ?? "\u{FFFD}") }, elementType: "System.Char"))
    },
    NativeMethod("Insert", "string Insert(int startIndex, string value)") { target, arguments in
      var units = units(target)
      let index = arguments.int(0)
      guard (0...units.count).contains(index) else {
        throw NativeFailure.outOfRange(
          "Specified argument was out of the range of valid values.", "startIndex")
      }
      let part = Array(arguments.text(1).utf16)
      try ValueLimits.requireText(units.count &+ part.count)
      units.insert(contentsOf: part, at: index)
      return string(units)
    },
    NativeMethod(
      "Remove",
      [
        NativeOverload("string Remove(int startIndex)") { target, arguments in
          try slice(target, from: 0, count: arguments.int(0))
        },
        NativeOverload("string Remove(int startIndex, int count)") { target, arguments in
          var units = units(target)
          let (start, count) = (arguments.int(0), arguments.int(1))
          guard start >= 0, count >= 0, start <= units.count, count <= units.count - start else {
            throw NativeFailure.outOfRange(
              "Index and count must refer to a location within the string.", "count")
          }
          units.removeSubrange(start..<(start + count))
          return string(units)
        },
      ]),
    NativeMethod("Normalize", "string Normalize()") { target, _ in target.unwrapped },
    NativeMethod("Clone", "System.Object Clone()") { target, _ in target.unwrapped },
    NativeMethod("GetEnumerator", "System.CharEnumerator GetEnumerator()") { target, _ in
      .list(units(target).map { .char(Unicode.Scalar($0) ?? "\u{FFFD}") })
    },
    NativeMethod("Chars", "char Chars(int index)") { target, arguments in
      let units = units(target)
      guard units.indices.contains(arguments.int(0)) else {
        throw NativeFailure(
          "System.IndexOutOfRangeException", "Index was outside the bounds of the array.")
      }
      return .char(Unicode.Scalar(units[arguments.int(0)]) ?? "\u{FFFD}")
    },
    NativeMethod(
      "Equals",
      [
        NativeOverload("bool Equals(System.Object obj)") { target, arguments in
          if case .string(let other) = arguments[0].unwrapped {
            return .bool(text(target) == other)
          }
          return .bool(false)
        },
        NativeOverload("bool Equals(string value, System.StringComparison comparisonType)") {
          target, arguments in
          let other = arguments.text(0)
          return .bool(
            ignoresCase(arguments, 1)
              ? text(target).equalsIgnoringCase(other) : text(target) == other)
        },
      ]),
  ]
}
