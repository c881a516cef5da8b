import CIMModel
import WSManProtocol

/// The class that a request is about, found in its namespace.
struct CIMTarget: Sendable {
  let resource: CIMResource
  /// The namespace with slashes, as it was written.
  let namespace: String
  let schema: CIMSchema
  /// The class; nil when the request is about all classes.
  let target: CIMClass?

  /// Finds the class that resource and selectors name.
  ///
  /// - Throws: `a:DestinationUnreachable` when there is no such namespace or class, `w:InvalidSelectors`
  ///   when URI and selector name different namespaces.
  static func find(
    _ resource: CIMResource, _ selectors: SelectorSet, in repository: any CIMRepository
  ) async throws -> CIMTarget {
    let selected = selectors[CIMResource.namespaceSelector]?.cimNamespace
    if let selected, let named = resource.namespace, selected.lowercased() != named.lowercased() {
      throw WSManFault(WSManErrorCode(2_150_859_067))
    }
    let namespace = resource.namespace ?? selected ?? CIMResource.defaultNamespace
    guard let schema = try await repository.schema(of: namespace) else {
      var message = "The computer has no namespace \(ConfigurationProblem.quoted(namespace))."
      if resource.style == .dmtf, selected == nil {
        message +=
          " Classes of \(ResourceURI.cim.text) are looked for there unless the selector "
          + "\(CIMResource.namespaceSelector) names another namespace, such as root/cimv2."
      }
      throw WSManFault(.resourceNotFound, message: message)
    }
    guard !resource.isAllClasses else {
      return CIMTarget(resource: resource, namespace: namespace, schema: schema, target: nil)
    }
    guard let target = schema[resource.className] else {
      throw WSManFault(
        .resourceNotFound,
        message: "The class \(ConfigurationProblem.quoted(resource.className)) does not exist in "
          + "the namespace \(namespace).")
    }
    if resource.style == .dmtf, !target.name.lowercased().hasPrefix("cim_") {
      throw WSManFault(WSManErrorCode(2_150_859_065))
    }
    return CIMTarget(resource: resource, namespace: namespace, schema: schema, target: target)
  }

  /// The class; all classes at once can only be enumerated.
  func oneClass() throws(WSManFault) -> CIMClass {
    guard let target else {
      throw WSManFault(
        .actionNotSupported, message: "* stands for all classes, which can only be enumerated.")
    }
    return target
  }

  /// The writer of documents.
  var xml: CIMXML { CIMXML(resource: resource, namespace: namespace) }

  /// The class that an instance was made from; the one asked for when the schema has lost it.
  func ownClass(of instance: CIMInstance, asked: CIMClass) -> CIMClass {
    schema[instance.className] ?? asked
  }
}

extension String {
  /// A namespace with slashes, as selectors may write it with backslashes.
  fileprivate var cimNamespace: String {
    split(whereSeparator: { $0 == "/" || $0 == "\\" }).joined(separator: "/")
  }
}
