import CIMModel

/// The name of a computer and the domain it is in, as they are since its last start.
public struct ComputerMembership: Sendable, Equatable {
  /// The short name in capitals.
  public var name: String
  /// The full name of the domain; nil in a workgroup.
  public var domain: String?

  /// A name.
  public init(name: String, domain: String?) {
    self.name = name
    self.domain = domain
  }

  /// The short name and the full one.
  public var names: [String] { [name] + (domain.map { ["\(name).\($0)"] } ?? []) }
}

/// The name of the computer among its instances. A new one waits for the next start, which puts it
/// into all instances that tell it.
enum ComputerName {
  /// The name that counts from the next start on; no class shows it.
  static let pending = "__PendingName"
  /// Whether another domain, or none, counts from the next start on; no class shows it.
  static let movedMark = "__HasMoved"
  /// The domain since the last start, empty in a workgroup; null while name and domain are those that the computer
  /// began with. No class shows it.
  private static let domainSinceStart = "__Domain"

  private static let computerClass = "Win32_ComputerSystem"
  private static let namespace = "root/cimv2"

  /// The classes whose instances tell the name of the computer.
  private static let classes = [
    computerClass, "Win32_OperatingSystem", "Win32_Process", "Win32_Service",
    "Win32_SystemDriver", "Win32_DiskDrive", "Win32_DiskPartition", "Win32_LogicalDisk",
    "Win32_NetworkAdapter", "Win32_NetworkAdapterConfiguration", "Win32_Processor",
    "Win32_QuickFixEngineering", "Win32_UserAccount", "Win32_Group", "Win32_SystemAccount",
    "Win32_GroupUser", "Win32_LoggedOnUser", "Win32_SystemOperatingSystem",
    "Win32_SystemProcesses", "Win32_SystemServices",
  ]

  /// Whether a text can be the name of a computer: one that hosts can have too.
  static func isValid(_ text: String) -> Bool {
    let isPlain = text.utf8.allSatisfy {
      switch $0 {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
    return isPlain && (1...15).contains(text.utf8.count) && !text.hasPrefix("-")
      && !text.hasSuffix("-") && !text.allSatisfy(\.isNumber)
      && text.lowercased() != "localhost"
  }

  /// Whether a text can be the name of a workgroup.
  static func isGroup(_ text: String) -> Bool {
    (1...15).contains(text.utf16.count)
      && !text.contains { "\"/\\[]:|<>+=;,?*".contains($0) || $0.isNewline }
  }

  /// What the computer is called and where it belongs; nil while that is as in the beginning.
  static func membership(_ reader: any CIMInstanceReader) throws -> ComputerMembership? {
    guard let computer = try reader.all(computerClass, in: namespace).first,
      case .string(let domain) = computer[domainSinceStart]
    else { return nil }
    return ComputerMembership(
      name: computer["Name"].text, domain: domain.isEmpty ? nil : domain)
  }

  /// Lets a name and a domain count that have waited for a start.
  static func takePending(_ writer: any CIMInstanceWriter) throws {
    guard var computer = try writer.all(computerClass, in: namespace).first,
      !computer[pending].isNull || !computer[movedMark].isNull
    else { return }
    let old = computer["Name"].text
    let new = computer[pending].isNull ? old : computer[pending].text
    let domain = computer["PartOfDomain"] == .boolean(true) ? computer["Domain"] : .string("")
    computer[pending] = .null
    computer[movedMark] = .null
    computer[domainSinceStart] = domain
    try writer.replace(computer, in: namespace)
    for var card in try writer.all("Win32_NetworkAdapterConfiguration", in: namespace)
    where !card["DNSHostName"].isNull {
      card["DNSDomain"] = domain == .string("") ? .null : domain
      try writer.replace(card, in: namespace)
    }
    guard new != old else { return }
    let change = Change(old: old, new: new)
    for name in classes {
      for instance in try writer.all(name, in: namespace) {
        let renamed = change.applied(to: instance)
        guard renamed != instance else { continue }
        // The name may be part of the key.
        try writer.delete(instance, in: namespace)
        try writer.insert(renamed, in: namespace)
      }
    }
  }

  /// One name in place of another, wherever an instance tells it.
  private struct Change {
    let old: String
    let new: String

    private static let properties: Set = [
      CIMName("SystemName"), CIMName("CSName"), CIMName("DNSHostName"),
    ]

    func applied(to instance: CIMInstance) -> CIMInstance {
      let isComputer = CIMName(instance.className) == CIMName(computerClass)
      var result = instance
      for name in instance.names.map({ CIMName($0) }) {
        switch instance[name] {
        case .string(let text):
          let isName =
            Self.properties.contains(name)
            || (isComputer
              ? ["name", "caption"].contains(name.text.lowercased())
              : name == CIMName("Domain"))
          result[name] = .string(isName ? whole(text) : prefix(text))
        case .reference(let path): result[name] = .reference(applied(to: path))
        default: break
        }
      }
      return result
    }

    private func applied(to path: CIMObjectPath) -> CIMObjectPath {
      let isComputer = CIMName(path.className) == CIMName(computerClass)
      var keys: [String: String] = [:]
      for (key, value) in path.sortedKeys {
        let isName = isComputer || ["domain", "csname", "systemname"].contains(key.lowercased())
        keys[key] = isName ? whole(value) : value
      }
      return CIMObjectPath(namespace: path.namespace, className: path.className, keys: keys)
    }

    private func whole(_ text: String) -> String {
      guard text.lowercased() == old.lowercased() else { return text }
      return text == old ? new : new.lowercased()
    }

    /// Accounts of the computer begin with its name.
    private func prefix(_ text: String) -> String {
      let start = old.lowercased() + "\\"
      guard text.lowercased().hasPrefix(start) else { return text }
      return new + "\\" + text.dropFirst(start.count)
    }
  }
}
