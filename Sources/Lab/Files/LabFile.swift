import Foundation

/// A lab as its file describes it: computers, accounts and how the network behaves.
public struct LabFile: Sendable {
  /// The name of the lab.
  public let name: String
  /// What the lab is for; empty when the file does not say.
  public let summary: String
  /// The entries of the file; each makes one computer, or many.
  let entries: [LabEntry]

  /// The keys of the file itself, for error messages and help.
  static let keys = ["name", "summary", "domain", "users", "computers"]

  /// Reads the text of a lab file.
  ///
  /// - Parameters:
  ///   - text: the contents, YAML in UTF-8.
  ///   - file: the file as the user named it, for error messages.
  /// - Throws: ``LabFileError`` with the line of the first thing that is wrong.
  public init(text: String, file: String) throws(LabFileError) {
    guard text.utf8.count <= Self.largestSize else {
      throw LabFileError(file: file, message: "The file is larger than 4 MB.")
    }
    try Self.checkNesting(of: text, file: file)
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
    let directory = domain.map { LabDomain(name: $0, users: domainUsers) }
    var entries: [LabEntry] = []
    var known: Set<String> = []
    for item in try computers.items(of: "computers") {
      let entry = try LabEntry(item, labDomain: directory)
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
    }
    guard !entries.isEmpty else {
      throw computers.error("A lab has at least one computer.")
    }
    self.entries = entries
  }

  /// Reads a lab file from disk, or from a pipe.
  public init(contentsOf path: String) throws(LabFileError) {
    let text: String
    do {
      text = try InputFile(path: path).text(limit: Self.largestSize)
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

  private static let largestSize = 4 * 1024 * 1024
  private static let deepestNesting = 32

  /// Refuses nested brackets before the parser, which goes one call deeper for each, sees them.
  private static func checkNesting(of text: String, file: String) throws(LabFileError) {
    var depth = 0
    var line = 1
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      case UInt8(ascii: "\n"): line += 1
      default: continue
      }
      if depth > deepestNesting {
        throw LabFileError(file: file, line: line, message: "The brackets are nested too deeply.")
      }
    }
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
