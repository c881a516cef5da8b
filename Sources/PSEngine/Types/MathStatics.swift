#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `[math]`.
enum MathStatics {
  static let type = PSTypeDefinition(
    "System.Math", accelerators: ["math"],
    staticProperties: [
      NativeProperty("PI", "System.Double") { _ in .number(.double(.pi)) },
      NativeProperty("E", "System.Double") { _ in .number(.double(2.718281828459045)) },
    ],
    staticMethods: [
      round, whole("Floor", .down), whole("Ceiling", .up), whole("Truncate", .towardZero),
      NativeMethod("Abs", "object Abs(object value)") { _, arguments in
        let number = try number(arguments[0])
        if number.integer != nil || number.isDecimal {
          return Comparison.order(number, .int32(0)) < 0
            ? try Operators.negate(.number(number)) : .number(number)
        }
        return .number(.double(number.doubleValue.magnitude))
      },
      choice("Max") { $0 > 0 }, choice("Min") { $0 < 0 },
      NativeMethod("Sign", "int Sign(object value)") { _, arguments in
        .int(Comparison.order(try number(arguments[0]), .int32(0)))
      },
      NativeMethod("Pow", "double Pow(double x, double y)") { _, arguments in
        .number(.double(pow(arguments.double(0), arguments.double(1))))
      },
      function("Sqrt") { $0.squareRoot() }, function("Exp") { exp($0) },
      function("Log10") { log10($0) }, function("Sin") { sin($0) }, function("Cos") { cos($0) },
      function("Tan") { tan($0) }, function("Asin") { asin($0) }, function("Acos") { acos($0) },
      function("Atan") { atan($0) },
      NativeMethod(
        "Log",
        [
          NativeOverload("double Log(double d)") { _, arguments in
            .number(.double(log(arguments.double(0))))
          },
          NativeOverload("double Log(double a, double newBase)") { _, arguments in
            .number(.double(log(arguments.double(0)) / log(arguments.double(1))))
          },
        ]),
    ])

  private static func number(_ value: PSValue) throws -> PSNumber {
    try Conversion.convertToNumber(value, .double, keepingIntegers: true)
  }

  private static func function(
    _ name: String, _ body: @escaping @Sendable (Double) -> Double
  ) -> NativeMethod {
    NativeMethod(name, "double \(name)(double d)") { _, arguments in
      .number(.double(body(arguments.double(0))))
    }
  }

  private static func whole(_ name: String, _ rule: FloatingPointRoundingRule) -> NativeMethod {
    NativeMethod(name, "double \(name)(object d)") { _, arguments in
      let number = try number(arguments[0])
      guard case .decimal(let value) = number else {
        return .number(.double(number.doubleValue.rounded(rule)))
      }
      let truncated = value.truncated
      let isExact = PSDecimal(truncated) == value
      let step: Int128 =
        isExact || rule == .towardZero
        ? 0
        : rule == .up ? (value.isNegative ? 0 : 1) : (value.isNegative ? -1 : 0)
      return .number(.decimal(PSDecimal(truncated + step) ?? value))
    }
  }

  private static func choice(
    _ name: String, _ wins: @escaping @Sendable (Int) -> Bool
  ) -> NativeMethod {
    NativeMethod(name, "object \(name)(object val1, object val2)") { _, arguments in
      let (a, b) = (try number(arguments[0]), try number(arguments[1]))
      let winner = wins(Comparison.order(a, b)) ? a : b
      let kind = NumericKind(rawValue: max(NumericKind(a).rawValue, NumericKind(b).rawValue))
      return .number(kind?.number(winner) ?? winner)
    }
  }

  private static let round = NativeMethod(
    "Round",
    [
      NativeOverload("double Round(object a)") { _, arguments in
        .number(try rounded(try number(arguments[0]), 0, awayFromZero: false))
      },
      NativeOverload("double Round(object value, int digits)") { _, arguments in
        .number(try rounded(try number(arguments[0]), arguments.int(1), awayFromZero: false))
      },
      NativeOverload("double Round(object value, System.MidpointRounding mode)") { _, arguments in
        .number(
          try rounded(
            try number(arguments[0]), 0, awayFromZero: arguments.flags(1) == 1))
      },
      NativeOverload("double Round(object value, int digits, System.MidpointRounding mode)") {
        _, arguments in
        .number(
          try rounded(
            try number(arguments[0]), arguments.int(1), awayFromZero: arguments.flags(2) == 1))
      },
    ])

  private static func rounded(
    _ number: PSNumber, _ places: Int, awayFromZero: Bool
  ) throws(NativeFailure) -> PSNumber {
    guard (0...28).contains(places) else {
      throw .outOfRange("Rounding digits must be between 0 and 15, inclusive.", "digits")
    }
    if case .decimal(let value) = number {
      return .decimal(
        awayFromZero ? value.roundedAwayFromZero(toPlaces: places) : value.rounded(toPlaces: places)
      )
    }
    let value = number.doubleValue
    let scale = pow(10, Double(places))
    let scaled = value * scale
    guard scaled.isFinite else { return .double(value) }
    return .double(
      scaled.rounded(awayFromZero ? .toNearestOrAwayFromZero : .toNearestOrEven) / scale)
  }
}
