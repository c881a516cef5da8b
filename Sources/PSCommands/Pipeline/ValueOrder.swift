import PSEngine

/// The order of values in `Sort-Object`, `Measure-Object` and `Compare-Object`: `$null` first, then
/// as the comparison operators see it, and by text where those refuse.
struct ValueOrder {
  let types: TypeTable
  var isCaseSensitive = false

  /// Less than 0, 0 or greater than 0, as the first value comes before, with or after the second.
  func compare(_ left: PSValue, _ right: PSValue) -> Int {
    switch (left.isNull, right.isNull) {
    case (true, true): return 0
    case (true, false): return -1
    case (false, true): return 1
    case (false, false): break
    }
    if let order = try? Comparison.order(
      left, right, caseSensitive: isCaseSensitive, types: types)
    {
      return order
    }
    return TextOrder.compare(
      TextConversion.text(of: left), TextConversion.text(of: right),
      caseSensitive: isCaseSensitive)
  }
}

/// When two objects count as the same for `-Unique` and `Get-Unique`.
enum UniqueKey {
  /// A text that is equal exactly when the objects are: case counts, and custom objects are compared
  /// by all their properties.
  static func text(of item: PSValue, _ context: CommandContext) async throws -> String {
    let type = TypeNames.chain(of: item).first ?? ""
    guard case .object(let object as PSCustomObject) = item else {
      return type + "\u{0}" + TextConversion.text(of: item)
    }
    var parts = [type]
    for name in context.propertyNames(of: .object(object)) {
      let value = try await context.property(name, of: item) ?? .null
      parts.append("\(name)\u{1}\(TextConversion.text(of: value))")
    }
    return parts.joined(separator: "\u{0}")
  }
}
