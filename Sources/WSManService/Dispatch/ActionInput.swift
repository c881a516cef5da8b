import WSManProtocol
import XMLStream

/// The body of a request that calls a method (`protocol.md` 6.9).
enum ActionInput {
  /// Refuses a body that is meant for another method: what a wrong file holds is not carried out.
  ///
  /// - Throws: `w:InvalidBody` for an element of another name than the method's with `_INPUT`.
  static func check(_ input: XMLFragment?, isFor method: String) throws(WSManFault) {
    let name = "\(method)_INPUT"
    guard let input, input.localName.lowercased() != name.lowercased() else { return }
    throw WSManFault(
      .invalidSOAPBody,
      message: "The body is \(ConfigurationProblem.quoted(input.localName)), but \(method) takes "
        + "\(name).")
  }
}
