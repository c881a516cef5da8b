import CIMModel
import WSManProtocol
import XMLStream

extension CIMOperations {
  /// Calls a method (`configuration.md` 18.4): of the class without selectors, of an instance with them.
  ///
  /// What the method itself refuses is a returned value, not a fault.
  ///
  /// - Throws: the fault for an unknown class, instance or method, or for wrong parameters.
  func invoke(
    _ resource: CIMResource, _ selectors: SelectorSet, action: String, _ input: XMLFragment?,
    caller: Caller
  ) async throws -> XMLFragment {
    let target = try await CIMTarget.find(resource, selectors, in: repository)
    let asked = try target.oneClass()
    let name = action.split(separator: "/").last.map(String.init) ?? action
    guard let method = asked.method(name),
      let body = CIMMethodTable.body(of: method.name, in: asked.name)
    else {
      throw WSManFault(
        .actionNotSupported,
        message: "\(asked.name) has no method \(ConfigurationProblem.quoted(name)). Its methods: "
          + asked.methods.map(\.name).joined(separator: ", ") + ".")
    }
    if !method.isStatic { try CIMSelectors.check(selectors, name: asked) }
    let values = try input.map {
      try CIMXML.values(in: $0, of: method.inParameters, method.name)
    }
    let inputs = Dictionary(
      (values ?? [:]).filter { !$0.value.isNull }.map { (CIMName($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first })
    let path = CIMSelectors.path(of: resource, selectors)
    let live = CIMLiveValues(clock: clock)
    let clock = clock
    let result = try await repository.update { writer in
      var instance: CIMInstance?
      if !method.isStatic {
        guard let found = try writer.instance(at: path, in: target.namespace) else {
          throw Self.notFound(path)
        }
        instance = live.refreshed(found)
      }
      return try body(
        CIMMethodCall(
          target: asked, namespace: target.namespace, instance: instance, inputs: inputs,
          writer: writer, caller: caller, clock: clock))
    }
    return target.xml.output(
      of: method, asked.name, values: result.outputs, returning: .unsigned(UInt64(result.code)))
  }
}
