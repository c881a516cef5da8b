/// Methods of numbers.
enum NumberMethods {
  static let all: [NativeMethod] = [
    NativeMethod(
      "ToString",
      [
        NativeOverload("string ToString()") { target, _ in
          .string(TextConversion.text(of: target))
        },
        NativeOverload("string ToString(string format)") { target, arguments in
          guard case .number(let number) = target else { return .null }
          return .string(try NumberFormat.format(number, arguments.text(0)))
        },
        NativeOverload("string ToString(string format, System.IFormatProvider provider)") {
          target, arguments in
          guard case .number(let number) = target else { return .null }
          return .string(try NumberFormat.format(number, arguments.text(0)))
        },
      ])
  ]
}
