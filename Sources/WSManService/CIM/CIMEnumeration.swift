import CIMModel
import WSManProtocol
import XMLStream

/// What an enumeration of CIM finds (`protocol.md` 7): the classes, the condition, and the form of the
/// items.
struct CIMEnumeration: Sendable {
  let target: CIMTarget
  /// The class that was asked for.
  let asked: CIMClass
  /// The names of the classes whose instances are wanted.
  let classes: [String]
  let filter: CIMFilter?
  /// The properties of the items; nil for all.
  let projection: [CIMProperty]?
  /// Whether instances of classes below are shown as instances of the class asked for.
  let showsBaseClass: Bool

  /// The enumeration of a class, or of what a WQL query or a selector filter asks for.
  ///
  /// - Throws: the fault for a filter that cannot be processed.
  init(_ target: CIMTarget, _ query: EnumerateRequest) throws(WSManFault) {
    self.target = target
    var condition: WQLCondition?
    var properties: [String]?
    switch (query.filter, target.target) {
    case (nil, let asked?): self.asked = asked
    case (nil, nil):
      throw WSManFault(
        WSManErrorCode(0x8033_8070),
        message: "* stands for all classes, so the enumeration needs a filter that names one, such "
          + "as the WQL query: select * from Win32_Service")
    case (let filter?, let asked) where Self.isDialect(filter.dialect, Dialects.wql):
      guard asked == nil, case .text(let text) = filter.content else {
        throw WSManFault(.wqlNeedsAllClasses)
      }
      guard query.polymorphism ?? .includeSubClassProperties == .includeSubClassProperties else {
        throw WSManFault(
          .polymorphismModeUnsupported,
          message: "A WQL query returns derived instances with all their properties. Leave out "
            + "Shallow and BasePropertiesOnly, or enumerate the class and filter what comes.")
      }
      let select = try Self.select(text)
      guard let found = target.schema[select.className] else {
        throw WSManFault(
          .cannotProcessFilter,
          message: "The class \(ConfigurationProblem.quoted(select.className)) does not exist in "
            + "the namespace \(target.namespace).")
      }
      self.asked = found
      condition = select.condition
      properties = select.properties
    case (let filter?, let asked?) where Self.isSelectorDialect(filter.dialect):
      self.asked = asked
      condition = try Self.condition(filter, of: asked)
    case (let filter?, _) where Self.isSelectorDialect(filter.dialect):
      throw WSManFault(
        .cannotProcessFilter, message: "A selector filter needs the name of a class.")
    default: throw WSManFault(.filterDialectUnavailable)
    }
    do throws(WQLError) {
      filter =
        if let condition { try CIMFilter(condition, on: asked, in: target.schema) } else { nil }
      projection = if let properties { try Self.projection(properties, on: asked) } else { nil }
    } catch {
      throw Self.fault(error)
    }
    let family = target.schema.family(of: asked.name).filter { !$0.isAbstract }
    switch query.polymorphism {
    case .baseClassOnly: classes = asked.isAbstract ? [] : [asked.name]
    case .unknown: throw WSManFault(.polymorphismModeUnsupported)
    default: classes = family.map(\.name)
    }
    showsBaseClass = query.polymorphism == .excludeSubClassProperties
  }

  /// The item of an instance.
  ///
  /// - Parameter previous: the object of the item before.
  func item(of instance: CIMInstance, after previous: XMLFragment? = nil) -> EnumeratedItem {
    let own = target.ownClass(of: instance, asked: asked)
    let object =
      projection.map { target.xml.projection(of: instance, on: $0) }
      ?? target.xml.document(of: instance, as: showsBaseClass ? asked : own, like: previous)
    return EnumeratedItem(
      object: object, reference: target.xml.reference(to: own.path(of: instance)))
  }

  private static func isSelectorDialect(_ dialect: String?) -> Bool {
    // The second one is what PowerShell's help prints (`configuration.md` 18.2).
    isDialect(dialect, Dialects.selector)
      || isDialect(dialect, "http://schemas.microsoft.com/wbem/wsman/1/wsman/SelectorFilter")
  }

  private static func isDialect(_ dialect: String?, _ known: String) -> Bool {
    dialect.map { Dialects.areEqual($0, known) } ?? false
  }

  private static func select(_ text: String) throws(WSManFault) -> WQLSelect {
    do throws(WQLError) {
      guard case .select(let select) = try WQLQuery(text) else {
        throw WQLError(.syntax, "this enumeration needs a SELECT")
      }
      return select
    } catch {
      throw fault(error)
    }
  }

  static func fault(_ error: WQLError) -> WSManFault {
    WSManFault(
      .cannotProcessFilter, message: "The query cannot be processed: \(error.description).")
  }

  private static func projection(
    _ names: [String], on asked: CIMClass
  ) throws(WQLError) -> [CIMProperty] {
    var properties: Set<CIMProperty> = []
    for name in names where !name.hasPrefix("__") {
      guard let property = asked.property(name) else {
        throw WQLError(.unfitting, "the class \(asked.name) has no property \(name)")
      }
      properties.insert(property)
    }
    return properties.sorted { CIMName($0.name) < CIMName($1.name) }
  }

  /// The condition of a selector filter: all named properties are equal (`protocol.md` 7.2).
  private static func condition(
    _ filter: Filter, of asked: CIMClass
  ) throws(WSManFault) -> WQLCondition? {
    func wrong(_ problem: String) -> WSManFault {
      WSManFault(.cannotProcessFilter, message: "The selector filter is refused: \(problem).")
    }
    guard case .selectors(let set) = filter.content else { throw wrong("it has no SelectorSet") }
    if let name = set.firstDuplicate { throw wrong("\(name.prefix(80)) is given twice") }
    var parts: [WQLCondition] = []
    for selector in set.selectors
    where CIMName(selector.name) != CIMName(CIMResource.namespaceSelector) {
      guard let property = asked.property(selector.name) else {
        throw wrong("\(asked.name) has no property \(selector.name.prefix(80))")
      }
      guard let text = selector.text, !property.isArray, property.type.isPlain else {
        throw wrong("\(property.name) cannot be compared")
      }
      guard !text.contains("\""), !text.contains("'") else {
        throw wrong("the value of \(property.name) holds a quotation mark")
      }
      parts.append(.comparison(property: property.name, .equal, .string(text)))
    }
    return parts.isEmpty ? nil : .all(parts)
  }
}

extension CIMType {
  /// Whether a selector filter may name properties of the type.
  fileprivate var isPlain: Bool {
    switch self {
    case .datetime, .reference, .instance: false
    default: true
    }
  }
}
