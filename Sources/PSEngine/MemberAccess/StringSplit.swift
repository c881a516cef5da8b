/// `String.Split` and replacement of fixed texts.
enum StringSplit {
  static let method = NativeMethod(
    "Split",
    [
      NativeOverload("string[] Split(Params char[] separator)") { target, arguments in
        .strings(byCharacters(target, arguments[0], limit: nil, removingEmpty: false))
      },
      NativeOverload("string[] Split(char[] separator, int count)") { target, arguments in
        .strings(
          byCharacters(target, arguments[0], limit: arguments.int(1), removingEmpty: false))
      },
      NativeOverload("string[] Split(char[] separator, System.StringSplitOptions options)") {
        target, arguments in
        .strings(
          byCharacters(
            target, arguments[0], limit: nil, removingEmpty: arguments.flags(1) & 1 == 1))
      },
      NativeOverload("string[] Split(string[] separator, System.StringSplitOptions options)") {
        target, arguments in
        .strings(
          split(
            TextConversion.text(of: target),
            at: arguments[0].enumerated.map { TextConversion.text(of: $0) }, limit: nil,
            removingEmpty: arguments.flags(1) & 1 == 1))
      },
      NativeOverload(
        "string[] Split(string[] separator, int count, System.StringSplitOptions options)"
      ) { target, arguments in
        .strings(
          split(
            TextConversion.text(of: target),
            at: arguments[0].enumerated.map { TextConversion.text(of: $0) },
            limit: arguments.int(1), removingEmpty: arguments.flags(2) & 1 == 1))
      },
    ])

  private static func byCharacters(
    _ target: PSValue, _ set: PSValue, limit: Int?, removingEmpty: Bool
  ) -> [String] {
    let text = TextConversion.text(of: target)
    let given = set.enumerated.map { TextConversion.text(of: $0) }.joined().unicodeScalars
    let isSeparator = { (scalar: Unicode.Scalar) in
      given.isEmpty ? scalar.properties.isWhitespace : given.contains(scalar)
    }
    var parts: [String] = []
    var current = ""
    for scalar in text.unicodeScalars {
      if isSeparator(scalar) && (limit.map { parts.count + 1 < $0 } ?? true) {
        if !(removingEmpty && current.isEmpty) { parts.append(current) }
        current = ""
      } else {
        current.unicodeScalars.append(scalar)
      }
    }
    if !(removingEmpty && current.isEmpty) { parts.append(current) }
    return parts
  }

  /// The parts between separators; the first separator that fits at a place counts.
  static func split(
    _ text: String, at separators: [String], limit: Int?, removingEmpty: Bool
  ) -> [String] {
    let units = Array(text.utf16)
    let marks = separators.map { Array($0.utf16) }.filter { !$0.isEmpty }
    var parts: [String] = []
    var start = 0
    var index = 0
    func take(_ end: Int) {
      if removingEmpty && end == start { return }
      parts.append(String(decoding: units[start..<end], as: UTF16.self))
    }
    while index < units.count {
      let canSplit = limit.map { $0 <= 0 || parts.count + 1 < $0 } ?? true
      if canSplit, let mark = marks.first(where: { units[index...].starts(with: $0) }) {
        take(index)
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    take(units.count)
    return parts
  }

  /// The text with every occurrence of another replaced.
  /// - Throws: ``NativeFailure`` when the result is too large.
  static func replace(
    _ text: String, _ old: String, with new: String
  ) throws(NativeFailure) -> String {
    // UTF-8 as it stands: no character's bytes occur within those of another.
    let (bytes, wanted) = (Array(text.utf8), Array(old.utf8))
    guard let first = wanted.first else { return text }
    var result: [UInt8] = []
    var taken = 0
    var index = 0
    while index <= bytes.count - wanted.count {
      guard bytes[index] == first,
        bytes[index..<index + wanted.count].elementsEqual(wanted)
      else {
        index += 1
        continue
      }
      result += bytes[taken..<index]
      try ValueLimits.requireText(result.count &+ new.utf8.count)
      result += new.utf8
      index += wanted.count
      taken = index
    }
    if taken == 0 { return text }
    try ValueLimits.requireText(result.count &+ bytes.count &- taken)
    result += bytes[taken...]
    return String(decoding: result, as: UTF8.self)
  }
}
