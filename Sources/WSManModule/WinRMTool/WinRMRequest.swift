import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// What a command line of `winrm` sends: resource, options and input (`cmdlets.md` 7.4).
struct WinRMRequest {
  private let line: WinRMCommandLine
  /// The resource with its selectors.
  let locator: ResourceLocator
  /// Options for the provider, the fragment and its dialect.
  let options: OperationOptions
  /// The pairs of `@{KEY="VALUE"}`.
  let pairs: [WinRMHash.Pair]
  /// The XML of `-file`, which counts only without pairs.
  let file: XMLFragment?

  /// Reads the file that the command line names.
  /// - Throws: ``WinRMUsageError``, ``PSRuntimeError`` for a file that is not there, `WSManFault` for
  ///   a locator or a file that cannot be read.
  init(_ line: WinRMCommandLine, _ console: ProgramConsole) async throws {
    self.line = line
    pairs = line.input?.pairs ?? []
    options = try Self.options(line)
    guard line.operation.hasResource else {
      locator = ResourceLocator(resource: .configuration)
      file = nil
      return
    }
    locator = try ResourceLocator(line.arguments.last ?? "")
    if pairs.isEmpty, let path = line[.file] {
      file = try await InputFile.read(path, console.command)
    } else {
      file = nil
    }
    if line.operation == .set, pairs.isEmpty, file == nil {
      throw WinRMUsageError.rule(WinRMMessages.inputMissing)
    }
  }

  private static func options(
    _ line: WinRMCommandLine
  ) throws(WinRMUsageError) -> OperationOptions {
    var options = OperationOptions()
    if let text = line[.options] {
      options.options = OptionSet(
        try WinRMHash(text).pairs.map { RequestOption(name: $0.name, value: $0.value) })
    }
    options.fragment = line[.fragment].map {
      FragmentTransfer(path: $0, dialect: line[.dialect])
    }
    return options
  }

  // MARK: Input

  /// The action of an invoke.
  var action: String { line.arguments.first ?? "" }

  /// The name of the element with the input of the action.
  var inputName: String {
    let name = action.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? action
    return "\(name)_INPUT"
  }

  /// The name of an instance: the last step of the resource.
  func rootName() throws(WinRMUsageError) -> String {
    let name = ResourceDocument.rootName(of: locator.resource)
    guard file != nil || !name.isEmpty else { throw .rule(WinRMMessages.noRootName) }
    return name
  }

  /// The file, or an element with the pairs.
  func element(named name: String) throws(WSManFault) -> XMLFragment {
    if let file { return file }
    return try ResourceDocument.element(name, namespace: locator.resource.text, entries: pairs)
  }

  // MARK: Enumeration

  /// Which items are wanted, and in what form.
  /// - Throws: ``WinRMUsageError``, `WSManFault` for a filter that its dialect does not allow.
  func query() throws -> EnumerateRequest {
    var query = EnumerateRequest()
    let dialect = EnumerationFilter.uri(of: line[.dialect] ?? "WQL")
    let isAssociation = Dialects.areEqual(dialect, Dialects.association)
    if line.has(.associations), !isAssociation {
      throw WinRMUsageError.rule(WinRMMessages.associationsWrongDialect)
    }
    if let text = line[.filter] {
      let plain = text.hasPrefix("@{") ? String(text.dropFirst()) : text
      query.filter = try EnumerationFilter(
        text: plain, dialect: dialect, wantsAssociations: line.has(.associations),
        resource: locator.resource
      ).filter()
    } else if isAssociation {
      throw WinRMUsageError.rule(WinRMMessages.associationWithoutFilter)
    }
    switch line[.returnType]?.lowercased() {
    case "epr": query.mode = .reference
    case "objectandepr": query.mode = .objectAndReference
    default: query.mode = .object
    }
    if line.has(.shallow) {
      query.polymorphism = .baseClassOnly
    } else if line.has(.basePropertiesOnly) {
      query.polymorphism = .excludeSubClassProperties
    }
    return query
  }
}
