import PSEngine
import SystemFiles

/// Files and folders of the machine behind drive `C:` (`language.md` 1.2, 7.4).
///
/// Its provider paths are the real ones of the machine; items and messages show those of the shell.
final class FileSystemProvider: CmdletProvider {
  let paths: FilePaths

  private let types: TypeTable

  init(paths: FilePaths, types: TypeTable) {
    self.paths = paths
    self.types = types
  }

  var separator: Character { "/" }
  var hasContent: Bool { true }
  var supportsDepth: Bool { true }

  func isAbsolute(_ path: String) -> Bool { path.hasPrefix("/") }
  func canonicalPath(_ path: String) -> String { (try? paths.real(path)) ?? path }
  func displayPath(_ path: String) -> String { paths.canonical(path) }

  func initializeDefaultDrives(_ info: ProviderInfo) -> [PSDriveInfo] {
    [PSDriveInfo(name: "C", provider: info, root: paths.base)]
  }

  func newDrive(_ drive: PSDriveInfo, _ context: ProviderContext) async throws -> PSDriveInfo {
    guard let root = try? paths.real(drive.root), SystemCalls.isFolder(root) else {
      throw PSRuntimeError(
        "The drive root \"\(drive.root)\" does not exist or is no folder.", id: "DriveRootError",
        category: .readError, exception: "System.IO.IOException", target: .object(drive))
    }
    return PSDriveInfo(
      name: drive.name, provider: drive.provider, root: root, summary: drive.summary)
  }

  func space(of drive: PSDriveInfo) -> (used: Int64, free: Int64)? {
    FileCalls.space(drive.root)
  }

  func isValidPath(_ path: String) -> Bool { !path.isEmpty && !path.contains("\0") }

  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool {
    guard let real = try? paths.real(path) else { return false }
    return FileCalls.exists(real)
  }

  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool {
    guard let real = try? paths.real(path) else { return false }
    return SystemCalls.isFolder(real)
  }

  func hasChildItems(_ path: String, _ context: ProviderContext) async throws -> Bool {
    guard let real = try? paths.real(path), (try? FileCalls.status(real))?.isLink == false else {
      return false
    }
    return SystemCalls.isFolder(real) && (try? SystemCalls.names(in: real).isEmpty) == false
  }

  // MARK: Reading

  func getItem(_ path: String, _ context: ProviderContext) async throws {
    let item = try self.item(path, idPrefix: "GetItem")
    guard context.force || !item.name.hasPrefix(".") else {
      return try await context.report(
        PSRuntimeError(
          "Could not find item \(item.path). It is hidden; add -Force to see it.",
          id: "ItemNotFound", category: .objectNotFound, exception: "System.IO.IOException",
          target: .string(item.path)))
    }
    try await context.write(describe(item))
  }

  func getChildItems(_ path: String, _ context: ProviderContext) async throws {
    let selection = try FileSelection(context)
    for item in try children(path) where selection.includes(item) {
      try Task.checkCancellation()
      try await context.write(describe(item))
    }
  }

  func getChildNames(_ path: String, _ context: ProviderContext) async throws -> [ProviderChild] {
    let selection = try FileSelection(context)
    return try children(path).filter { selection.showsHidden || !$0.name.hasPrefix(".") }.map {
      ProviderChild(name: $0.name, isContainer: $0.isFolder, isEntered: !$0.status.isLink)
    }
  }

  // MARK: Dynamic parameters

  var operationsWithParameters: Set<ProviderOperation> {
    [.getChildItems, .getContent, .setContent]
  }

  func dynamicParameters(
    _ operation: ProviderOperation, _ path: String, _ context: ProviderContext
  ) async throws -> [ParameterDefinition] {
    switch operation {
    case .getChildItems: return FileParameters.listing
    case .getContent: return FileParameters.reading
    case .setContent: return FileParameters.writing
    default: return []
    }
  }

  // MARK: Shared by the other files of the provider

  /// The object of an existing path.
  func item(_ path: String, idPrefix: String, printsName: Bool = false) throws -> FileItem {
    do {
      let real = try paths.real(path)
      let canonical = paths.canonical(path)
      return FileItem(
        path: canonical, realPath: real, status: try FileCalls.status(real), types: types,
        clock: paths.clock,
        printsName: printsName)
    } catch let failure as SystemCallFailure where failure.isMissing {
      throw PathResolver.notFound(path)
    } catch {
      throw FileErrors.wrap(error, path: path, idPrefix: idPrefix)
    }
  }

  func describe(_ item: FileItem) -> ProviderItem {
    ProviderItem(
      .object(item), path: item.path, isContainer: item.isFolder, childName: item.name,
      parentPath: FilePaths.parent(item.path) ?? "")
  }

  /// All children: folders first, each kind by name without regard to case.
  func children(_ path: String) throws -> [FileItem] {
    let folder = paths.canonical(path)
    do {
      let real = try paths.real(path)
      let items = try SystemCalls.names(in: real).compactMap { name -> FileItem? in
        let child = real == "/" ? "/" + name : real + "/" + name
        // An entry may vanish while the folder is read.
        guard let status = try? FileCalls.status(child) else { return nil }
        return FileItem(
          path: FilePaths.child(folder, name), realPath: child, status: status, types: types,
          clock: paths.clock,
          printsName: true)
      }
      return items.map { (key: $0.name.lowercased(), item: $0) }.sorted {
        if $0.item.isFolder != $1.item.isFolder { return $0.item.isFolder }
        return $0.key == $1.key ? $0.item.name < $1.item.name : $0.key < $1.key
      }.map(\.item)
    } catch {
      throw FileErrors.wrap(error, path: folder, idPrefix: "Dir")
    }
  }
}

/// Which children a listing shows: `-Filter`, `-Force` and the provider's own parameters.
struct FileSelection {
  private let filter: WildcardPattern?
  /// Whether hidden items may be shown at all.
  let showsHidden: Bool
  private let onlyHidden: Bool
  private let onlyFolders: Bool
  private let onlyFiles: Bool
  private let onlyReadOnly: Bool
  private let onlySystem: Bool
  private let attributes: FileAttributeFilter?

  init(_ context: ProviderContext) throws {
    func isOn(_ name: String) -> Bool { context.dynamicValue(name).map(Truth.isTrue) ?? false }
    filter = context.filter.map { WildcardPattern($0) }
    attributes = try context.dynamicValue("Attributes").map {
      try FileAttributeFilter(
        TextConversion.text(of: $0, separator: ","), types: context.session.types)
    }
    onlyHidden = isOn("Hidden")
    showsHidden = context.force || onlyHidden || attributes?.namesHidden ?? false
    onlyFolders = isOn("Directory")
    onlyFiles = isOn("File")
    onlyReadOnly = isOn("ReadOnly")
    onlySystem = isOn("System")
  }

  func includes(_ item: FileItem) -> Bool {
    let isHidden = item.name.hasPrefix(".")
    if isHidden ? !showsHidden : onlyHidden { return false }
    if onlyFolders != onlyFiles && item.isFolder != onlyFolders { return false }
    if onlyReadOnly && (item.isFolder || !item.status.isReadOnly) { return false }
    if onlySystem { return false }
    if let attributes, !attributes.includes(item) { return false }
    return filter?.matches(item.name) ?? true
  }
}

/// Parameters that the provider adds to item commands (`language.md` 6.8).
enum FileParameters {
  static let attributes = Parameter<[String]>(
    "Attributes",
    help:
      "What items must be: names such as Directory, ReadOnly or Hidden; ! negates, + means and, "
      + "a comma means or."
  ).definition
  static let listing = [
    attributes,
    Parameter<SwitchParameter>("Directory", aliases: ["ad", "d"], help: "Folders only.").definition,
    Parameter<SwitchParameter>("File", aliases: ["af"], help: "Files only.").definition,
    Parameter<SwitchParameter>("Hidden", aliases: ["ah", "h"], help: "Hidden items only.")
      .definition,
    Parameter<SwitchParameter>("ReadOnly", aliases: ["ar"], help: "Read-only files only.")
      .definition,
    Parameter<SwitchParameter>("System", aliases: ["as"], help: "System files only.").definition,
  ]
  static let reading = [
    Parameter<String>("Delimiter", help: "Text that separates the pieces instead of line ends.")
      .definition,
    encoding,
    Parameter<SwitchParameter>("Raw", help: "The whole file as one string.").definition,
  ]
  static let writing = [
    encoding,
    Parameter<SwitchParameter>("NoNewline", help: "No line end after each value.").definition,
  ]
  private static let encoding = Parameter<TextFileEncoding>(
    "Encoding", help: "How text is stored."
  ).definition
}
