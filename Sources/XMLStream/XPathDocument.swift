import CLibXML2

/// A copy of a tree on which XPath 1.0 expressions are evaluated. The owner of the tree adds its
/// nodes in order and gives each a number; answers name nodes by these numbers.
public final class XPathDocument {
  /// The answer of an expression.
  public enum Answer: Sendable, Equatable {
    /// The numbers of nodes, in document order.
    case nodes([Int])
    case text(String)
    case number(Double)
    case truth(Bool)
  }

  /// Why an expression has no answer.
  public struct Failure: Error, Sendable, Equatable {
    /// What is wrong with it.
    public let message: String

    /// Makes the failure.
    public init(message: String) { self.message = message }
  }

  /// Largest number of steps that an expression may take.
  private static let maxSteps: UInt = 5_000_000

  private let xml: UnsafePointer<XMLFunctions>
  private let document: xmlDocPtr
  private var current: xmlNodePtr
  private var nodes: [Int: xmlNodePtr] = [:]
  private var attributes: [Int: xmlAttrPtr] = [:]

  /// A document without nodes; `nil` when memory is short or libxml2 is not there.
  /// - Parameter number: the number of the document itself.
  public init?(number: Int) {
    guard let xml = try? XMLLibrary.functions(), let document = xml.pointee.xmlNewDoc("1.0") else {
      return nil
    }
    self.xml = xml
    self.document = document
    current = UnsafeMutableRawPointer(document).assumingMemoryBound(to: xmlNode.self)
    document.pointee._private = UnsafeMutableRawPointer(bitPattern: number + 1)
    nodes[number] = current
  }

  deinit { xml.pointee.xmlFreeDoc(document) }

  /// Opens an element; what follows goes into it until ``end()``.
  public func start(_ number: Int, prefix: String, _ name: XMLName) {
    guard let node = xml.pointee.xmlNewDocNode(document, nil, name.localName, nil) else { return }
    add(node, number)
    current = node
    if !name.namespace.isEmpty {
      xml.pointee.xmlSetNs(node, space(name.namespace, prefix, on: node))
    }
  }

  /// Closes the element that was opened last.
  public func end() {
    if let parent = current.pointee.parent { current = parent }
  }

  /// Adds an attribute to the open element.
  public func attribute(_ number: Int, prefix: String, _ name: XMLName, _ value: String) {
    let space = name.namespace.isEmpty ? nil : space(name.namespace, prefix, on: current)
    guard let attribute = xml.pointee.xmlNewNsProp(current, space, name.localName, value) else {
      return
    }
    attribute.pointee._private = UnsafeMutableRawPointer(bitPattern: number + 1)
    attributes[number] = attribute
  }

  /// Adds text. Texts that follow each other must be given as one.
  public func text(_ number: Int, _ value: String) {
    guard let node = xml.pointee.xmlNewDocText(document, value) else { return }
    add(node, number)
  }

  /// Adds a comment.
  public func comment(_ number: Int, _ value: String) {
    guard let node = xml.pointee.xmlNewDocComment(document, value) else { return }
    add(node, number)
  }

  /// Adds a processing instruction.
  public func instruction(_ number: Int, target: String, data: String) {
    guard let node = xml.pointee.xmlNewDocPI(document, target, data) else { return }
    add(node, number)
  }

  private func add(_ node: xmlNodePtr, _ number: Int) {
    node.pointee._private = UnsafeMutableRawPointer(bitPattern: number + 1)
    _ = xml.pointee.xmlAddChild(current, node)
    nodes[number] = node
  }

  /// The declaration of a namespace in scope, made on the element when there is none.
  private func space(_ uri: String, _ prefix: String, on node: xmlNodePtr) -> xmlNsPtr? {
    if uri == XMLNamespace.xml { return xml.pointee.xmlSearchNs(document, node, "xml") }
    let known = xml.pointee.xmlSearchNs(document, node, prefix.isEmpty ? nil : prefix)
    if let known, XMLLibrary.equal(known.pointee.href, uri) { return known }
    if let own = xml.pointee.xmlNewNs(node, uri, prefix.isEmpty ? nil : prefix) { return own }
    return xml.pointee.xmlSearchNsByHref(document, node, uri)
  }

  /// Evaluates an expression.
  /// - Parameters:
  ///   - expression: XPath 1.0.
  ///   - number: the node that relative paths begin at.
  ///   - namespaces: what the prefixes of the expression stand for.
  /// - Throws: ``Failure`` for an invalid expression or one that takes too long.
  public func evaluate(
    _ expression: String, at number: Int, namespaces: [String: String]
  ) throws(Failure) -> Answer {
    guard let context = xml.pointee.xmlXPathNewContext(document) else {
      throw Failure(message: "There is no memory for the expression.")
    }
    defer { xml.pointee.xmlXPathFreeContext(context) }
    let report = Report()
    context.pointee.opLimit = Self.maxSteps
    context.pointee.userData = Unmanaged.passUnretained(report).toOpaque()
    context.pointee.error = { target, error in
      guard let target, let error else { return }
      let report = Unmanaged<Report>.fromOpaque(target).takeUnretainedValue()
      if report.message == nil { report.message = XMLLibrary.message(of: error.pointee) }
    }
    for (prefix, uri) in namespaces where !prefix.isEmpty {
      _ = xml.pointee.xmlXPathRegisterNs(context, prefix, uri)
    }
    context.pointee.node = nodes[number] ?? current
    if let attribute = attributes[number] {
      context.pointee.node = UnsafeMutableRawPointer(attribute).assumingMemoryBound(
        to: xmlNode.self)
    }
    guard let result = xml.pointee.xmlXPathEvalExpression(expression, context),
      report.message == nil
    else {
      throw Failure(message: report.message ?? "The expression is not valid.")
    }
    defer { xml.pointee.xmlXPathFreeObject(result) }
    return answer(result)
  }

  private final class Report {
    var message: String?
  }

  private func answer(_ result: xmlXPathObjectPtr) -> Answer {
    switch result.pointee.type {
    case XPATH_BOOLEAN: return .truth(result.pointee.boolval != 0)
    case XPATH_NUMBER: return .number(result.pointee.floatval)
    case XPATH_NODESET:
      guard let set = result.pointee.nodesetval, let table = set.pointee.nodeTab else {
        return .nodes([])
      }
      xml.pointee.xmlXPathNodeSetSort(set)
      var numbers: [Int] = []
      for index in 0..<Int(set.pointee.nodeNr) {
        // Namespace nodes are of another structure and have no number.
        guard let node = table[index], node.pointee.type != XML_NAMESPACE_DECL,
          let mark = node.pointee._private
        else { continue }
        numbers.append(Int(bitPattern: mark) - 1)
      }
      return .nodes(numbers)
    default:
      return .text(String(decoding: XMLLibrary.bytes(result.pointee.stringval), as: UTF8.self))
    }
  }
}
