import WSManProtocol
import XMLStream

/// A change that this session has made to a computer: what one command, or one message, has done.
struct ConfigurationChange: Sendable {
  /// Number in this session, from 1.
  let id: Int
  /// When, in seconds since 1970.
  let time: Double
  /// The computer under its name in the drive.
  let computer: String
  /// What was done, in its order.
  var parts: [ChangePart]

  /// What differs.
  var differences: [ChangePart.Difference] { parts.flatMap(\.differences) }

  /// The path of a difference as it can be typed.
  func path(of difference: ChangePart.Difference) -> String {
    difference.isBesideDrive ? difference.path : "WSMan:\\\(computer)\\\(difference.path)"
  }
}

/// One step of a change.
struct ChangePart: Sendable {
  /// What was done.
  enum Kind: Sendable {
    /// A resource was changed.
    case set(before: XMLFragment, after: XMLFragment)
    /// An instance was created; the content is what the service shows of it, or what was sent,
    /// without secrets.
    case created(XMLFragment)
    /// An instance was removed.
    case removed(XMLFragment)
    /// The list of computers that get credentials was changed.
    case delegation(before: [String], after: [String])
    /// What lies beside the drive was changed by quick configuration.
    case setup(before: RemoteManagementSetup, after: RemoteManagementSetup)
  }

  /// One setting that differs.
  struct Difference: Sendable {
    /// Path below the computer, or the name that it has on Windows for what is not in the drive.
    let path: String
    let before: String?
    let after: String?
    var isBesideDrive = false
  }

  /// Resource below `winrm/config`.
  let resource: String
  let selectors: SelectorSet
  let kind: Kind

  /// What differs, under paths below the computer.
  var differences: [Difference] {
    switch kind {
    case .set(let before, let after):
      Self.differences(
        ConfigurationLeaves.leaves(of: before, resource),
        ConfigurationLeaves.leaves(of: after, resource))
    case .created(let content):
      [Difference(path: place(content), before: nil, after: keys)]
    case .removed(let content):
      [Difference(path: place(content), before: keys, after: nil)]
    case .delegation(let before, let after):
      [
        Difference(
          path: Self.delegation, before: before.joined(separator: ","),
          after: after.joined(separator: ","), isBesideDrive: true)
      ]
    case .setup(let before, let after):
      zip(before.parts, after.parts).filter { $0.value != $1.value }
        .map { Difference(path: $0.path, before: $0.value, after: $1.value, isBesideDrive: true) }
    }
  }

  /// Where the policy keeps the list (`configuration.md` 14).
  private static let delegation =
    #"HKLM:\SOFTWARE\Policies\Microsoft\Windows\CredentialsDelegation\AllowFreshCredentials"#

  private var keys: String {
    selectors.selectors.map { "\($0.name)=\($0.text ?? "")" }.joined(separator: ", ")
  }

  /// Path of an instance; the keys are among the selectors when the content leaves them out.
  private func place(_ content: XMLFragment) -> String {
    let named = selectors.selectors.filter {
      content.child(localName: $0.name, ignoringCase: true) == nil
    }
    guard !named.isEmpty, ConfigurationLeaves.kind(of: resource) != .plugin else {
      return ConfigurationLeaves.place(of: content, resource)
    }
    let whole = XMLFragment("", content.name) { root in
      for selector in named {
        root.element("", XMLName("", selector.name), text: selector.text ?? "")
      }
      for child in content.children { root.fragment(child) }
    }
    return ConfigurationLeaves.place(of: whole, resource)
  }

  private static func differences(
    _ before: [ConfigurationLeaves.Leaf], _ after: [ConfigurationLeaves.Leaf]
  ) -> [Difference] {
    let old = Dictionary(
      before.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    let new = Dictionary(after.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
    return after.filter { old[$0.path] != $0.value }
      .map { Difference(path: $0.path, before: old[$0.path], after: $0.value) }
      + before.filter { new[$0.path] == nil }
      .map { Difference(path: $0.path, before: $0.value, after: nil) }
  }
}
