/// `-f` and `[string]::Format`: `{index[,width][:format]}` in the culture en-US
/// (`language.md` 3.4).
enum CompositeFormat {
  /// Applies the operator.
  /// - Throws: ``PSRuntimeError`` with id `FormatError`.
  static func format(
    _ left: PSValue, _ right: PSValue, in context: ExecutionContext
  ) throws -> String {
    do {
      return try format(
        Operators.text(left, context), Operators.collection(right) ?? [right],
        separator: context.outputFieldSeparator)
    } catch  where error.exceptionType == ValueLimits.outOfMemory.exceptionType {
      throw error
    } catch {
      throw PSRuntimeError(
        "Error formatting a string: \(error.message)", id: "FormatError",
        category: .invalidOperation)
    }
  }

  /// Puts the arguments into the places of a format.
  static func format(
    _ format: String, _ arguments: [PSValue], separator: String = " "
  ) throws(NativeFailure) -> String {
    var result = ""
    let characters = Array(format)
    var index = 0
    while index < characters.count {
      let character = characters[index]
      index += 1
      let next = index < characters.count ? characters[index] : nil
      switch character {
      case "{" where next == "{", "}" where next == "}":
        result.append(character)
        index += 1
      case "{":
        guard let close = characters[index...].firstIndex(of: "}") else { throw wrongFormat }
        let part = try item(characters[index..<close], arguments)
        try ValueLimits.requireText(result.utf8.count &+ part.utf8.count)
        result += part
        index = close + 1
      case "}": throw wrongFormat
      default: result.append(character)
      }
    }
    return result
  }

  private static func item(
    _ text: ArraySlice<Character>, _ arguments: [PSValue]
  ) throws(NativeFailure) -> String {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let position = Int(String(digits)) else { throw wrongFormat }
    var rest = text.dropFirst(digits.count).drop { $0 == " " }
    var width = 0
    if rest.first == "," {
      rest = rest.dropFirst().drop { $0 == " " }
      let number = rest.prefix { $0 == "-" || ($0.isASCII && $0.isNumber) }
      guard let value = Int(String(number)), abs(value) <= 100_000 else { throw wrongFormat }
      width = value
      rest = rest.dropFirst(number.count).drop { $0 == " " }
    }
    var spec = ""
    if rest.first == ":" {
      spec = String(rest.dropFirst())
      rest = []
    }
    guard rest.isEmpty else { throw wrongFormat }
    guard arguments.indices.contains(position) else {
      throw .format(
        "Index (zero based) must be greater than or equal to zero and less than the size of the "
          + "argument list.")
    }
    let shown = try Self.text(of: arguments[position], format: spec)
    let fill = String(repeating: " ", count: max(0, abs(width) - shown.count))
    return width < 0 ? shown + fill : fill + shown
  }

  private static var wrongFormat: NativeFailure {
    .format("Input string was not in a correct format.")
  }

  /// A value in a format of its kind; kinds without formats ignore it.
  static func text(of value: PSValue, format: String) throws(NativeFailure) -> String {
    switch value.unwrapped {
    case .number(let number): return try NumberFormat.format(number, format)
    case .object(let object):
      if let date = object as? PSDateTime { return DateFormat.format(date, format) }
      if let span = object as? PSTimeSpan { return try TimeSpanFormat.format(span, format) }
      if let item = object as? PSEnum { return try enumeration(item, format) }
      if let guid = object as? PSGuid, !format.isEmpty { return try guid.formatted(format) }
      return TextConversion.text(of: value)
    case .array: return TypeNames.name(of: value)
    default: return TextConversion.text(of: value)
    }
  }

  private static func enumeration(_ item: PSEnum, _ format: String) throws(NativeFailure) -> String
  {
    switch format.lowercased() {
    case "d": return String(item.value)
    case "x": return try NumberFormat.format(.int32(Int32(truncatingIfNeeded: item.value)), "X8")
    default: return item.text
    }
  }
}
