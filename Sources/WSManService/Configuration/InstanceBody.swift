import WSManProtocol
import XMLStream

/// The values in the body of Create and Put for a listener or a mapping (`configuration.md` 3, rules 9
/// to 11): elements in any order and letter case, of which those without a value are left out.
struct InstanceBody {
  private var values: [String: String] = [:]
  /// The repeated values, by the name of their element in lower case.
  private(set) var lists: [String: [String]] = [:]

  /// Reads a body.
  ///
  /// - Parameters:
  ///   - body: the body; nil stands for one without values.
  ///   - resourceURI: the resource, whose last step is the name of the root.
  ///   - names: the elements that the resource has.
  ///   - repeated: those that may occur more than once.
  /// - Throws: the problem with the namespace, the root or an element.
  init(
    _ body: XMLFragment?, resourceURI: String, rootName: String, names: [String],
    repeated: Set<String> = []
  ) throws(ConfigurationProblem) {
    guard let body else { return }
    let namespaces = BodyNamespaces(resourceURI: resourceURI)
    try namespaces.checkRoot(body, named: rootName)
    for child in body.children {
      try namespaces.check(child)
      let name = child.localName.lowercased()
      guard names.contains(where: { $0.lowercased() == name }) else {
        throw .unknownElement(child.localName, in: rootName)
      }
      guard !child.hasChildren else {
        throw ConfigurationProblem(
          code: 2_150_858_817, message: "\(child.localName) is a single value and has no elements.")
      }
      if child.isNil { continue }
      let text = child.text.trimmingXMLSpace()
      if repeated.contains(name) {
        lists[name, default: []].append(text)
      } else if values.updateValue(text, forKey: name) != nil {
        throw ConfigurationProblem(
          code: 2_150_858_817,
          message: "\(rootName) has two elements \(ConfigurationProblem.quoted(child.localName)).")
      }
    }
  }

  /// The value of an element; nil when it is missing.
  subscript(name: String) -> String? { values[name.lowercased()] }

  /// Checks that a value that is part of the name of the instance, if the body repeats it, is the one of
  /// the selector.
  ///
  /// - Throws: `code` when they differ.
  func check(
    _ name: String, is selector: String, otherwise code: UInt32
  ) throws(ConfigurationProblem) {
    guard let value = self[name], value.lowercased() != selector.lowercased() else { return }
    throw ConfigurationProblem(
      code: code,
      message: "\(name) is \(ConfigurationProblem.quoted(value)) in the body and "
        + "\(ConfigurationProblem.quoted(selector)) in the selector. It names the instance and "
        + "cannot be changed.")
  }
}
