/// What a computer answers to Identify (`protocol.md` 6.1) where its file says so.
struct LabProduct: Sendable, Equatable {
  /// The vendor of Windows.
  static let windowsVendor = "Microsoft Corporation"

  let vendor: String
  /// The version, for Windows such as `OS: 10.0.20348 SP: 0.0 Stack: 3.0`.
  let version: String

  /// The version of Windows and its service pack; nil when the text has another form.
  var system: (version: String, servicePack: String)? {
    let words = version.split(separator: " ")
    guard vendor == Self.windowsVendor, words.count == 6, words[0] == "OS:", words[2] == "SP:",
      words[4] == "Stack:"
    else { return nil }
    return (String(words[1]), String(words[3]))
  }

  /// The version of the service stack; nil when the text has another form.
  var stack: String? {
    system == nil ? nil : version.split(separator: " ").last.map(String.init)
  }
}

extension LabDocument {
  /// Reads what a computer says it is.
  func product() throws(LabFileError) -> LabProduct {
    let fields = try fields(["vendor", "version"], of: "product")
    guard let version = try fields["version"]?.nonEmptyText(of: "version") else {
      throw error("A product needs a version, such as \"OS: 10.0.20348 SP: 0.0 Stack: 3.0\".")
    }
    return LabProduct(
      vendor: try fields["vendor"]?.nonEmptyText(of: "vendor") ?? LabProduct.windowsVendor,
      version: version)
  }
}
