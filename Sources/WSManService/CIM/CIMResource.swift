import CIMModel
import WSManProtocol

/// What a resource URI of CIM names (`configuration.md` 18.1).
struct CIMResource: Hashable {
  /// How the client names classes, which is also how references in the answer do.
  enum Style: Hashable {
    /// `…/wmi/root/cimv2/Win32_Service`: the namespace is part of the URI.
    case wmi
    /// `…/cim-schema/2/CIM_Service`: the namespace is a selector.
    case dmtf
  }

  let style: Style
  /// The namespace with slashes; nil when a DMTF resource leaves it to the selector.
  let namespace: String?
  /// The class, or `*` for all classes.
  let className: String

  /// Whether the resource stands for all classes of the namespace.
  var isAllClasses: Bool { className == "*" }

  /// Takes a URI apart; nil when it names no class of CIM.
  init?(_ resource: ResourceURI) {
    if let rest = Self.rest(of: resource, below: ResourceURI.wmi.text) {
      let parts = rest.split(separator: "/", omittingEmptySubsequences: true)
      guard parts.count >= 2, let last = parts.last else { return nil }
      style = .wmi
      namespace = parts.dropLast().joined(separator: "/")
      className = String(last)
    } else if let rest = Self.rest(of: resource, below: Self.allDMTFClasses), rest == "*" {
      style = .dmtf
      namespace = nil
      className = "*"
    } else if let rest = Self.rest(of: resource, below: ResourceURI.cim.text),
      !rest.contains("/")
    {
      style = .dmtf
      namespace = nil
      className = String(rest)
    } else {
      return nil
    }
  }

  private init(style: Style, namespace: String?, className: String) {
    self.style = style
    self.namespace = namespace
    self.className = className
  }

  /// The resource of another class of the same namespace.
  func naming(_ className: String) -> CIMResource {
    CIMResource(style: style, namespace: namespace, className: className)
  }

  /// The URI.
  var uri: ResourceURI {
    switch style {
    case .wmi: ResourceURI("\(ResourceURI.wmi.text)/\(namespace ?? "")/\(className)")
    case .dmtf: ResourceURI("\(ResourceURI.cim.text)/\(className)")
    }
  }

  /// The selector that names the namespace of a DMTF resource.
  static let namespaceSelector = "__cimnamespace"
  /// The namespace of a DMTF resource without that selector.
  static let defaultNamespace = "root/hardware"

  private static let allDMTFClasses = "http://schemas.dmtf.org/wbem/wscim/1"

  private static func rest(of resource: ResourceURI, below base: String) -> Substring? {
    let text = resource.text
    guard text.utf8.count > base.utf8.count + 1,
      text.lowercased().hasPrefix(base.lowercased() + "/")
    else { return nil }
    return text.dropFirst(base.count + 1)
  }
}
