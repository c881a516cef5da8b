import WSManProtocol
import XMLStream

/// What the data of a resource are: elements of namespaces that no standard of the protocol fills.
extension WireGlossary {
  /// What an element is for, by the standard, or by the resource that it is a part of.
  /// - Parameter parent: the element around it.
  static func entry(for element: XMLFragment, in parent: XMLFragment?) -> Entry {
    entry(for: element.name) ?? data(element, parent)
  }

  private static func data(_ element: XMLFragment, _ parent: XMLFragment?) -> Entry {
    let (namespace, name) = (element.name.namespace, element.name.localName)
    if namespace.hasPrefix(configuration) {
      guard !element.hasChildren else {
        return Entry(purpose: "a group of settings", section: "about_WSMan_Provider")
      }
      return Entry(purpose: "a setting of WinRM", section: "Get-Help setting \(name)")
    }
    if classes.contains(where: namespace.hasPrefix) {
      let last = namespace.split(separator: "/").last.map(String.init) ?? name
      return Entry(
        purpose: part(name, of: last, in: parent), section: "DSP0230", className: last)
    }
    switch namespace {
    case Namespaces.cim: return Entry(purpose: "a value of a CIM type", section: "DSP0230")
    case Namespaces.wmiError: return Entry(purpose: "what WMI said", section: "MS-WSMV")
    default: return Entry(purpose: "data of this resource", section: "its own schema")
    }
  }

  private static func part(_ name: String, of type: String, in parent: XMLFragment?) -> String {
    if name == type { return "an instance of CLASS" }
    if name.hasSuffix(input) { return "what the method takes" }
    if name.hasSuffix(output) { return "what the method gives" }
    if name == "ReturnValue" { return "how the method ended; 0 is success" }
    let isParameter = parent.map { $0.localName.hasSuffix(input) || $0.localName.hasSuffix(output) }
    return isParameter == true ? "a parameter of the method" : "a property of CLASS"
  }

  private static let input = "_INPUT"
  private static let output = "_OUTPUT"
  private static let configuration = "http://schemas.microsoft.com/wbem/wsman/1/config"
  private static let classes = [
    "http://schemas.microsoft.com/wbem/wsman/1/wmi/",
    "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/",
  ]

  /// Adds what explains the elements of a message that have no entry, by name as it is written.
  static func collect(
    _ element: XMLFragment, in parent: XMLFragment? = nil, into notes: inout [String: String]
  ) {
    if entry(for: element.name) == nil {
      let entry = data(element, parent)
      notes[element.qualifiedName] = entry.text(.english)
    }
    for child in element.children { collect(child, in: element, into: &notes) }
  }
}
