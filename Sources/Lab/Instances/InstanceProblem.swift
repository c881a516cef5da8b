import CIMModel

/// What is wrong with a name or value of an instance, without its place.
struct InstanceProblem: Error {
  let message: String
}

extension CIMClass {
  /// The property that a lab file names.
  ///
  /// - Throws: ``InstanceProblem`` when the class has none of that name, or text cannot say its value.
  func settableProperty(_ name: String) throws(InstanceProblem) -> CIMProperty {
    guard let property = property(name) else {
      let names = properties.map(\.name)
      let hint = SpellingHint.nearest(to: name, among: names)
      throw InstanceProblem(
        message: "The class \(self.name) has no property \"\(name.prefix(80))\"."
          + (hint.map { " Did you mean \"\($0)\"?" } ?? "")
          + " Accepted names: \(names.joined(separator: ", ")).")
    }
    if case .instance = property.type {
      throw InstanceProblem(
        message: "The property \(property.name) holds an instance, which lab files cannot give.")
    }
    return property
  }
}

extension CIMProperty {
  private static let mostElements = 1024

  /// The value that texts stand for: one text, or those of an array.
  ///
  /// - Throws: ``InstanceProblem`` when one is no value of the property's type.
  func value(of texts: [String]) throws(InstanceProblem) -> CIMValue {
    guard isArray else {
      guard let text = texts.first, texts.count == 1 else {
        throw InstanceProblem(message: "The property \(name) holds one value and no list.")
      }
      return try value(of: text)
    }
    guard texts.count <= Self.mostElements else {
      throw InstanceProblem(
        message: "The property \(name) has more than \(Self.mostElements) values.")
    }
    var values: [CIMValue] = []
    for text in texts { values.append(try value(of: text)) }
    return .array(values)
  }

  private func value(of text: String) throws(InstanceProblem) -> CIMValue {
    guard let value = CIMValue(text, as: type) else {
      throw InstanceProblem(
        message: "\"\(text.prefix(80))\" is no value for \(name): \(type.expectation) is expected.")
    }
    return value
  }
}

extension CIMType {
  /// What a value of the type looks like.
  fileprivate var expectation: String {
    switch self {
    case .boolean: "true or false"
    case .real32, .real64: "a number"
    case .string, .instance: "text"
    case .char16: "one character"
    case .datetime: "a time such as 20240301081530.000000+000"
    case .reference(let name): "a path such as \(name).Name=\"value\""
    default:
      integerRange.map { "a whole number from \($0.least) to \($0.greatest)" } ?? "a whole number"
    }
  }
}
