/// The short names that people may write at the start of a resource URI (`protocol.md` 3.3). They
/// exist on the client only and never travel.
public enum ResourceAliases {
  /// Alias and what it stands for; aliases are compared without regard to letter case.
  public static let table: [(alias: String, expansion: String)] = [
    ("wmi", "http://schemas.microsoft.com/wbem/wsman/1/wmi"),
    ("wmicimv2", "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2"),
    ("cimv2", "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2"),
    ("winrm", "http://schemas.microsoft.com/wbem/wsman/1"),
    ("wsman", "http://schemas.microsoft.com/wbem/wsman/1"),
    ("shell", "http://schemas.microsoft.com/wbem/wsman/1/windows/shell"),
  ]

  /// The text with an alias in its first path step replaced; other texts stay as they are.
  public static func expand(_ text: String) -> String {
    let end = text.firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
    let first = text[..<end].lowercased()
    guard let entry = table.first(where: { $0.alias == first }) else { return text }
    return entry.expansion + text[end...]
  }
}
