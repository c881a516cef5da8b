import PSEngine
import XMLStream

/// `Select-Xml`: nodes that an XPath expression finds in documents, files or texts.
final class SelectXmlCommand: Cmdlet {
  private static let xpath = Parameter<String>(
    "XPath", position: 0, mandatory: true, help: "The expression.")
  private static let xml = Parameter<[PSValue]>(
    "Xml", aliases: ["Node"], sets: ["Xml"], position: 1, mandatory: true,
    pipeline: [.byValue, .byPropertyName], help: "The nodes to search.")
  private static let path = Parameter<[String]>(
    "Path", sets: ["Path"], position: 1, mandatory: true, pipeline: .byPropertyName,
    completion: .path, help: "The files to search; wildcards are allowed.")
  private static let literalPath = Parameter<[String]>(
    "LiteralPath", aliases: ["PSPath"], sets: ["LiteralPath"], mandatory: true,
    pipeline: .byPropertyName, completion: .path, help: "The files to search, taken literally.")
  private static let content = Parameter<[String]>(
    "Content", sets: ["Content"], mandatory: true, pipeline: [.byValue, .byPropertyName],
    help: "The texts to search.")
  private static let namespace = Parameter<PSHashtable>(
    "Namespace", help: "Prefixes of the expression and their namespaces.")
  private static let description = CmdletMetadata(
    "Select-Xml",
    parameters: [
      xpath.definition, xml.definition, path.definition, literalPath.definition,
      content.definition, namespace.definition,
    ], defaultSet: "Xml", synopsis: "Finds nodes in XML by an XPath expression.",
    outputTypes: ["Microsoft.PowerShell.Commands.SelectXmlInfo"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    for value in context[Self.xml] ?? [] {
      guard let node = value.asObject as? XMLNode else {
        let converted = try XMLTypes.parse(TextConversion.text(of: value))
        try await search(converted, "InputStream", context)
        continue
      }
      try await search(node, "InputStream", context)
    }
    for text in context[Self.content] ?? [] {
      try await search(XMLTypes.parse(text), "InputStream", context)
    }
    try await searchFiles(context)
  }

  private func searchFiles(_ context: CommandContext) async throws {
    let resolver = PathResolver(context.execution)
    let lookup = ProviderContext(context.execution, command: context, output: ArrayCollector())
    var places: [ResolvedPath] = []
    for path in context[Self.path] ?? [] {
      places += try await resolver.resolve(path, literal: false, lookup)
    }
    for path in context[Self.literalPath] ?? [] { places.append(try resolver.locate(path)) }
    for place in places {
      let provider = ProviderContext(context.execution, output: ArrayCollector())
      provider.enter(place)
      provider.defaults["raw"] = .bool(true)
      let content = try await place.provider.provider.getContent(place.providerPath, provider)
      do {
        let document = try XMLTypes.parse(TextConversion.text(of: content, separator: "\n"))
        try await search(document, place.displayPath, context)
      } catch let error as PSRuntimeError {
        try await context.writeError(
          ErrorRecord(
            PSException(
              "System.ArgumentException",
              "The file \(place.displayPath) cannot be read as XML: \(error.record.message)"),
            id: "ProcessingFile", category: .invalidArgument, target: .string(place.displayPath)))
      }
    }
  }

  private func search(_ node: XMLNode, _ source: String, _ context: CommandContext) async throws {
    let expression = context[Self.xpath] ?? ""
    var namespaces: [String: String] = [:]
    for (key, value) in context[Self.namespace]?.entries ?? [] {
      namespaces[TextConversion.text(of: key)] = TextConversion.text(of: value)
    }
    let answer: XPathDocument.Answer
    do {
      answer = try XMLSearch.run(node, expression, namespaces)
    } catch {
      throw context.terminate(
        ErrorRecord(
          PSException(error.exceptionType, error.message), id: "XPathError",
          category: .invalidArgument, target: .string(expression)))
    }
    guard case .nodes(let ids) = answer else { return }
    for id in ids {
      try await context.write(
        .object(SelectXmlInfo(node.tree.view(id), path: source, pattern: expression)))
    }
  }
}

/// What `Select-Xml` found.
final class SelectXmlInfo: PSObject {
  private let node: XMLNode
  private let path: String
  private let pattern: String

  init(_ node: XMLNode, path: String, pattern: String) {
    self.node = node
    self.path = path
    self.pattern = pattern
  }

  override var baseTypeNames: [String] {
    ["Microsoft.PowerShell.Commands.SelectXmlInfo", "System.Object"]
  }
  override var text: String { node.innerText }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Node", "System.Xml.XmlNode"), PSPropertyInfo("Path"),
      PSPropertyInfo("Pattern"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "node": return .object(node)
    case "path": return .string(path)
    case "pattern": return .string(pattern)
    default: return nil
    }
  }
}
