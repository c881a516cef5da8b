import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// `Get-WSManInstance` (`cmdlets.md` 5.4): reads an instance of a resource, or all of them.
final class GetWSManInstanceCommand: InstanceCommand {
  private static let get = "GetInstance"
  private static let all = "Enumerate"

  private static let connectionParameters = ConnectionParameters(unchecked: [get, all])
  private static let resourceURI = ResourceParameters.resourceURI(
    alias: "RURI", pipeline: [.byValue, .byPropertyName], validations: [])
  private static let enumerate = Parameter<SwitchParameter>(
    "Enumerate", sets: [all], mandatory: true, help: "Reads all instances.")
  private static let selectorSet = Parameter<PSHashtable>(
    "SelectorSet", sets: [get], help: ResourceParameters.selectorHelp)
  private static let fragment = Parameter<String>(
    "Fragment", sets: [get], validations: [.notNullOrEmpty],
    help: "Name of the one property to read.")
  private static let filter = Parameter<String>(
    "Filter", sets: [all], validations: [.notNullOrEmpty],
    help: "Which instances; WQL unless -Dialect says otherwise.")
  private static let associations = Parameter<SwitchParameter>(
    "Associations", sets: [all],
    help: "With the dialect Association: the associations and not what they lead to.")
  private static let basePropertiesOnly = Parameter<SwitchParameter>(
    "BasePropertiesOnly", aliases: ["UBPO", "Base"], sets: [all],
    help: "Instances of derived classes with the properties of the base class only.")
  private static let shallow = Parameter<SwitchParameter>(
    "Shallow", sets: [all], help: "No instances of derived classes.")
  private static let returnType = Parameter<String>(
    "ReturnType", aliases: ["RT"], sets: [all],
    validations: [.set(["object", "epr", "objectandepr"])],
    help: "Instances, references to them, or both.")
  private static let dialect = Parameter<PSUri>(
    "Dialect", completion: .source("Dialect"),
    help: "Language of the filter or fragment: WQL, Selector, Association or a URI.")
  private static let optionSet = ResourceParameters.optionSet(
    alias: "OS", pipeline: [.byValue, .byPropertyName])

  private static let description = CmdletMetadata(
    "Get-WSManInstance", typeName: "Microsoft.WSMan.Management.GetWSManInstanceCommand",
    parameters: [
      resourceURI.definition, enumerate.definition, selectorSet.definition, fragment.definition,
      filter.definition, associations.definition, basePropertiesOnly.definition,
      shallow.definition, returnType.definition, dialect.definition, optionSet.definition,
    ] + connectionParameters.definitions,
    defaultSet: get,
    synopsis: "Reads an instance of a resource, or lists all instances.",
    outputTypes: ["System.Xml.XmlElement", "System.String"])

  override class var metadata: CmdletMetadata { description }
  override class var connection: ConnectionParameters { connectionParameters }

  override func work(_ context: CommandContext) async throws -> Work? {
    guard let uri = context[Self.resourceURI] else { return nil }
    let options = ResourceParameters.options(context[Self.optionSet])
    return context.parameterSet == Self.all
      ? try enumerate(uri, options, context) : try get(uri, options, context)
  }

  private func get(
    _ uri: PSUri, _ options: OptionSet, _ context: CommandContext
  ) throws -> Work {
    let fragment = context[Self.fragment].map {
      FragmentTransfer(path: $0, dialect: dialect(context))
    }
    let operation = OperationOptions(options: options, fragment: fragment)
    let locator = try ResourceParameters.locator(uri, context[Self.selectorSet])
    return { session in
      let resource = try await session.get(locator, operation)
      let output: Output =
        fragment == nil
        ? .element(resource) : .text("\(resource.localName)=\(resource.innerText)")
      return WorkStep(outputs: [output])
    }
  }

  private func dialect(_ context: CommandContext) -> String? {
    context[Self.dialect].map { EnumerationFilter.uri(of: $0.original) }
  }

  // MARK: Enumeration

  private func enumerate(
    _ uri: PSUri, _ options: OptionSet, _ context: CommandContext
  ) throws -> Work {
    let locator = try ResourceParameters.locator(uri, nil)
    let query = try query(locator.resource, context)
    return { session in
      let items = session.enumerate(locator, query, OperationOptions(options: options))
      return try await ItemReader(items, language: session.options.locale).step()
    }
  }

  private func query(
    _ resource: ResourceURI, _ context: CommandContext
  ) throws(WSManFault) -> EnumerateRequest {
    var query = EnumerateRequest()
    if let text = context[Self.filter] {
      query.filter = try EnumerationFilter(
        text: text, dialect: context[Self.dialect]?.original,
        wantsAssociations: context[Self.associations], resource: resource
      ).filter()
    }
    switch context[Self.returnType]?.lowercased() {
    case "epr": query.mode = .reference
    case "objectandepr": query.mode = .objectAndReference
    default: query.mode = .object
    }
    if context[Self.shallow] {
      query.polymorphism = .baseClassOnly
    } else if context[Self.basePropertiesOnly] {
      query.polymorphism = .excludeSubClassProperties
    }
    return query
  }

  /// The failure of an enumeration is told twice, as Windows does it: as a record of its own, which
  /// also says what has come before, and as the error that ends the command.
  override func stepFailure(
    _ error: any Error, after count: Int, _ context: CommandContext
  ) async throws -> any Error {
    if context.parameterSet == Self.all, let cause = WSManErrors.Cause(error) {
      try await context.writeError(
        ErrorRecord(
          PSException(
            "System.Runtime.InteropServices.COMException",
            WSManMessages.failure(cause.message, afterInstances: count),
            hresult: Int32(bitPattern: cause.code)),
          id: "Exception", category: .invalidOperation))
    }
    return try await failure(error, context)
  }
}

/// Reads an enumeration answer by answer.
private actor ItemReader {
  private let items: EnumerationSequence.Iterator
  private let language: String

  init(_ items: EnumerationSequence, language: String) {
    self.items = items.makeAsyncIterator()
    self.language = language
  }

  /// The items of the next answer.
  func step() async throws -> WorkStep<InstanceCommand.Output> {
    guard let answer = try await items.nextBatch() else { return WorkStep() }
    let language = language
    return WorkStep(outputs: answer.map { .element($0.element(language: language)) }) {
      try await self.step()
    }
  }
}

extension EnumerationItem {
  /// The item as cmdlets and `winrm` show it.
  /// - Parameter language: what a reference on its own gets as `lang`, which makes scripts see it
  ///   like any other result; objects have theirs from the answer.
  func element(language: String? = nil) -> XMLFragment {
    switch self {
    case .object(let object): return object
    case .reference(let reference): return reference.declaredElement(language)
    case .objectAndReference(let object, let reference):
      return XMLFragment("w", XMLName(Namespaces.wsman, "Item")) { item in
        item.declare("w", Namespaces.wsman)
        item.fragment(object)
        item.fragment(reference.declaredElement(nil))
      }
    }
  }
}

extension EndpointReference {
  /// `a:EndpointReference` with its declarations where users see them.
  fileprivate func declaredElement(_ language: String?) -> XMLFragment {
    let source = element
    return XMLFragment(source.prefix, source.name) { element in
      element.declare("a", Namespaces.addressing)
      element.declare("w", Namespaces.wsman)
      if let language {
        element.attribute("xml", XMLName(XMLNamespace.xml, "lang"), language)
      }
      for child in source.children { element.fragment(child) }
    }
  }
}
