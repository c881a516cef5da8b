import CIMModel
import WSManProtocol

/// Selectors and paths of instances name the same things.
enum CIMSelectors {
  /// How many references may lie in each other (`protocol.md` 20).
  private static let deepestReference = 8
  /// The longest reference as a path, in bytes. Each one that it lies in doubles its marks of escape,
  /// so that a short request could stand for a path of any length.
  private static let longestReference = 65_536

  /// The path that selectors name.
  ///
  /// - Throws: 2150858879 for references that lie too deep in each other, 2150858845 for a long one.
  static func path(
    of resource: CIMResource, _ selectors: SelectorSet, inside outer: Int = 0
  ) throws(WSManFault) -> CIMObjectPath {
    guard outer <= deepestReference else {
      throw WSManFault(
        WSManErrorCode(2_150_858_879),
        message: "More than \(deepestReference) references lie in each other.")
    }
    var keys: [String: String] = [:]
    for selector in selectors.selectors
    where CIMName(selector.name) != CIMName(CIMResource.namespaceSelector) {
      switch selector.value {
      case .text(let text): keys[selector.name] = text
      case .reference(let reference):
        guard let inner = reference.resource.flatMap(CIMResource.init) else { continue }
        let text = try path(of: inner, reference.selectors, inside: outer + 1).text
        guard text.utf8.count <= longestReference else {
          throw WSManFault(
            .invalidSelectorValue,
            message: "The reference in \(ConfigurationProblem.quoted(selector.name)) has more than "
              + "\(longestReference) bytes as a path.")
        }
        keys[selector.name] = text
      }
    }
    return CIMObjectPath(className: resource.className, keys: keys)
  }

  /// Checks that selectors can name an instance of a class: keys, each a value of its type. A
  /// singleton needs none, but may be named by those that its references have.
  ///
  /// - Throws: `w:InvalidSelectors` with the reason.
  static func check(
    _ selectors: SelectorSet, name anInstanceOf: CIMClass
  ) throws(WSManFault) {
    let target = anInstanceOf
    let given = selectors.selectors.filter {
      CIMName($0.name) != CIMName(CIMResource.namespaceSelector)
    }
    guard !given.isEmpty || target.isSingleton else {
      throw WSManFault(
        WSManErrorCode(2_150_859_002),
        message: "\(target.name) has many instances. Name one by its keys: "
          + "\(target.keys.map(\.name).joined(separator: ", ")). To see them all, enumerate.")
    }
    for selector in given {
      guard let key = target.property(selector.name), key.isKey else {
        throw unexpected(selector.name, target)
      }
      if case .text(let text) = selector.value, CIMValue(text, as: key.type) == nil {
        throw WSManFault(
          .invalidSelectorValue,
          message: "\(ConfigurationProblem.quoted(text)) is no value for the key \(key.name), "
            + "which is of type \(key.type.keyword).")
      }
    }
  }

  /// Why a path can name no instance of its class: a key is missing.
  static func missing(in path: CIMObjectPath, of target: CIMClass) -> WSManFault? {
    // A value without a name is that of the only key.
    guard !target.isSingleton, path.keys[CIMName("")] == nil else { return nil }
    let missing = target.keys.map(\.name).filter { path.keys[CIMName($0)] == nil }
    guard !missing.isEmpty else { return nil }
    return WSManFault(
      .selectorsMissing,
      message: "\(target.name) has many instances, and of the keys that name one this is missing: "
        + "\(missing.joined(separator: ", ")). List those that exist: Get-WSManInstance -Enumerate "
        + "wmicimv2/\(target.name)")
  }

  private static func unexpected(_ name: String, _ target: CIMClass) -> WSManFault {
    let keys = target.keys.map(\.name).joined(separator: ", ")
    return WSManFault(
      .invalidSelectors,
      message: "\(ConfigurationProblem.quoted(name)) is no key of \(target.name)"
        + (keys.isEmpty ? "." : ". Its keys: \(keys)."))
  }
}
