import Foundation

/// A lab as its file describes it: computers, accounts and how the network behaves.
public struct LabFile: Sendable {
  /// The name of the lab.
  public let name: String
  /// What the lab is for; empty when the file does not say.
  public let summary: String
  /// The entries of the file; each makes one computer, or many.
  let entries: [LabEntry]
  /// The domains of the computers, and the one of the lab.
  let domains: [LabDomain]

  /// The keys of the file itself, for error messages and help.
  static let keys = ["name", "summary", "domain", "users", "classes", "namespaces", "computers"]

  /// Reads the text of a lab file.
  ///
  /// - Parameters:
  ///   - text: the contents, YAML in UTF-8.
  ///   - file: the file as the user named it, for error messages.
  /// - Throws: ``LabFileError`` with the line of the first thing that is wrong.
  public init(text: String, file: String) throws(LabFileError) {
    let document = try LabDocument.parse(text, file: file)
    let fields = try document.fields(Self.keys, of: "a lab file")
    name = try fields["name"]?.nonEmptyText(of: "name") ?? file
    summary = try fields["summary"]?.text(of: "summary") ?? ""
    let domain = try fields["domain"]?.domainName()
    var domainUsers: [LabUser] = []
    if let users = fields["users"] {
      guard domain != nil else {
        throw users.error(
          "These users are accounts of the domain: name it with \"domain:\", or write the users "
            + "under a computer.")
      }
      domainUsers = try users.users(of: .domain)
    }
    guard let computers = fields["computers"] else {
      throw document.error("The key \"computers\" is missing: a lab has at least one computer.")
    }
    let surroundings = LabEntry.Surroundings(
      domain: domain.map { LabDomain(name: $0, users: domainUsers) },
      namespaces: try LabDocument.namespaces(
        classes: fields["classes"], others: fields["namespaces"]),
      folder: Self.folder(of: file))
    var entries: [LabEntry] = []
    var domains = [surroundings.domain].compactMap(\.self)
    var known: Set<String> = []
    for item in try computers.items(of: "computers") {
      let entry = try LabEntry(item, in: surroundings)
      for index in 0..<entry.names.count {
        let name = entry.names.name(at: index)
        guard known.insert(name.lowercased()).inserted else {
          throw item.error("There are two computers named \"\(name)\".")
        }
      }
      guard known.count <= NameRange.largestCount else {
        throw item.error("A lab has at most \(NameRange.largestCount) computers.")
      }
      entries.append(entry)
      if let domain = entry.domain, !domains.contains(where: { $0.name == domain.name }) {
        domains.append(domain)
      }
    }
    guard !entries.isEmpty else {
      throw computers.error("A lab has at least one computer.")
    }
    self.entries = entries
    self.domains = domains
  }

  /// Reads a lab file from disk, or from a pipe.
  public init(contentsOf path: String) throws(LabFileError) {
    let text: String
    do {
      text = try InputFile(path: path).text(limit: LabDocument.largestSize)
    } catch {
      throw LabFileError(file: path, message: "The lab file \(error.reason).")
    }
    try self.init(text: text, file: path)
  }

  /// A bundled lab by name, or else the file with that path.
  ///
  /// - Parameter name: such as `contoso` or `labs/mine.yaml`.
  public static func named(_ name: String) throws(LabFileError) -> LabFile {
    if let text = BundledLabs.text(of: name) {
      return try LabFile(text: text, file: name)
    }
    guard FileManager.default.fileExists(atPath: name) else {
      throw LabFileError(
        file: name,
        message: "There is no lab and no file with this name. "
          + "Bundled labs: \(BundledLabs.names.joined(separator: ", ")).")
    }
    return try LabFile(contentsOf: name)
  }

  /// The folder in which the files lie that a lab file names.
  private static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
  }
}

/// A domain and its accounts.
struct LabDomain: Sendable {
  /// The full name, such as `contoso.com`.
  let name: String
  let users: [LabUser]

  /// The short name, such as `CONTOSO`.
  var shortName: String { name.prefix { $0 != "." }.uppercased() }
}
