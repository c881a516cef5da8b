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
      CIMMethodTable.body(of: method.name, in: asked.name) != nil
    else {
      throw WSManFault(
        .actionNotSupported,
        message: "\(asked.name) has no method \(ConfigurationProblem.quoted(name)). Its methods: "
          + asked.methods.map(\.name).joined(separator: ", ") + ".")
    }
    try ActionInput.check(input, isFor: method.name)
    if let input { try Self.check(input, isFor: method) }
    let values = try input.map {
      try CIMXML.values(in: $0, of: method.inParameters, method.name)
    }
    let inputs = Dictionary(
      (values ?? [:]).filter { !$0.value.isNull }.map { (CIMName($0.key), $0.value) },
      uniquingKeysWith: { first, _ in first })
    let result = try await call(method, resource, selectors, inputs: inputs, caller: caller)
    return target.xml.output(
      of: method, asked.name, values: result.outputs, returning: .unsigned(UInt64(result.code)))
  }

  /// Calls a method with values.
  ///
  /// - Throws: the fault for an unknown class or instance, or for a method without behaviour.
  func call(
    _ method: CIMMethod, _ resource: CIMResource, _ selectors: SelectorSet,
    inputs: [CIMName: CIMValue], caller: Caller
  ) async throws -> CIMMethodResult {
    let target = try await CIMTarget.find(resource, selectors, in: repository)
    let asked = try target.oneClass()
    guard let body = CIMMethodTable.body(of: method.name, in: asked.name) else {
      throw WSManFault(.actionNotSupported)
    }
    if !method.isStatic { try CIMSelectors.check(selectors, name: asked) }
    let live = CIMLiveValues(clock: clock)
    let clock = clock
    let facts = try await surroundings.facts(for: asked, inputs)
    let result = try await repository.update { writer in
      var instance: CIMInstance?
      if !method.isStatic {
        instance = live.refreshed(try Self.stored(target, asked, selectors, writer))
      }
      return try body(
        CIMMethodCall(
          target: asked, namespace: target.namespace, instance: instance, inputs: inputs,
          writer: writer, caller: caller, clock: clock, facts: facts))
    }
    if result == .success, case .string(let name)? = inputs[CIMName("Name")],
      CIMName(asked.name) == CIMName("Win32_UserAccount"),
      let old = try CIMSelectors.path(of: resource, selectors).keys[CIMName("Name")]
    {
      try await surroundings.accounts.edit(old, AccountEdit(name: name))
    }
    return result
  }

  /// Checks the names of parameters, whose letter case counts (`cmdlets.md` 3.7).
  ///
  /// - Throws: 2150858837 for one that the method does not take.
  private static func check(
    _ input: XMLFragment, isFor method: CIMMethod
  ) throws(WSManFault) {
    let names = method.inParameters.map(\.name)
    for element in input.children where element.namespace != Namespaces.cim {
      guard !names.contains(element.localName) else { continue }
      throw WSManFault(
        .invalidParameterName,
        message: "\(method.name) has no parameter "
          + "\(ConfigurationProblem.quoted(element.localName)). "
          + (names.isEmpty
            ? "It takes none."
            : "Letter case counts; its parameters: \(names.joined(separator: ", "))."))
    }
  }
}
