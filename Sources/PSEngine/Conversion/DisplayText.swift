/// Text of values for display, in the current culture, which is always `en-US` (`language.md` 4.4).
public enum DisplayText {
  /// The text of a value: dates in the short form, everything else as `[string]`.
  public static func text(of value: PSValue) -> String {
    if case .object(let object) = value { return text(of: object) }
    return TextConversion.text(of: value)
  }

  /// The text of an object.
  public static func text(of object: PSObject) -> String {
    if let boxed = object as? PSBoxedValue { return text(of: boxed.base) }
    if let date = object as? PSDateTime { return DateFormat.format(date, "M/d/yyyy h:mm:ss tt") }
    return TextConversion.text(of: .object(object))
  }

  /// The text of a value in a format, as `FormatString` of a calculated property gives it.
  /// - Parameters:
  ///   - value: a number, a date or another value.
  ///   - format: a format of its kind (`N2`, `yyyy-MM-dd`) or a composite one (`{0:N2} MB`).
  /// - Returns: `nil` when the format is not valid for the value.
  public static func formatted(_ value: PSValue, _ format: String) -> String? {
    do throws(NativeFailure) {
      if format.contains("{") { return try CompositeFormat.format(format, [value]) }
      return try CompositeFormat.text(of: value, format: format)
    } catch {
      return nil
    }
  }
}
