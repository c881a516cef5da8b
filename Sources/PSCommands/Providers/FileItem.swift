import PSEngine
import SystemFiles

/// `System.IO.FileInfo` or `System.IO.DirectoryInfo`: a file as it was when it was looked up.
final class FileItem: PSObject {
  /// Path of the shell, such as `C:\logs\a.txt`.
  let path: String
  /// Path of the machine.
  let realPath: String
  private(set) var status: FileStatus
  /// Conversions of values that are assigned.
  private let types: TypeTable
  /// Whether `ToString()` gives the name alone, as for the items of a listing in 5.1.
  private let printsName: Bool
  private let clock: FileClock?

  init(
    path: String, realPath: String, status: FileStatus, types: TypeTable, clock: FileClock?,
    printsName: Bool = false
  ) {
    self.clock = clock
    self.types = types
    self.path = path
    self.realPath = realPath
    self.status = status
    self.printsName = printsName
  }

  var isFolder: Bool { status.kind == .folder }
  var name: String { FilePaths.name(path) }

  override var baseTypeNames: [String] {
    [
      isFolder ? "System.IO.DirectoryInfo" : "System.IO.FileInfo", "System.IO.FileSystemInfo",
      "System.MarshalByRefObject", "System.Object",
    ]
  }

  override var text: String { printsName ? name : path }

  override var declaredProperties: [PSPropertyInfo] {
    let kind =
      isFolder
      ? [
        PSPropertyInfo("Name"), PSPropertyInfo("Parent", "System.IO.DirectoryInfo"),
        PSPropertyInfo("Exists", "System.Boolean"),
        PSPropertyInfo("Root", "System.IO.DirectoryInfo"),
      ]
      : [
        PSPropertyInfo("Name"), PSPropertyInfo("Length", "System.Int64"),
        PSPropertyInfo("DirectoryName"), PSPropertyInfo("Directory", "System.IO.DirectoryInfo"),
        PSPropertyInfo("IsReadOnly", "System.Boolean", isSettable: true),
        PSPropertyInfo("Exists", "System.Boolean"),
      ]
    let times = ["CreationTime", "LastAccessTime", "LastWriteTime"].flatMap {
      [
        PSPropertyInfo($0, "System.DateTime", isSettable: $0 != "CreationTime"),
        PSPropertyInfo($0 + "Utc", "System.DateTime", isSettable: $0 != "CreationTime"),
      ]
    }
    return [
      PSPropertyInfo("Mode"), PSPropertyInfo("BaseName"),
      PSPropertyInfo("Target", "System.String[]"), PSPropertyInfo("LinkType"),
    ] + kind + [PSPropertyInfo("FullName"), PSPropertyInfo("Extension")] + times + [
      PSPropertyInfo("Attributes", "System.IO.FileAttributes")
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "mode": return .string(mode)
    case "basename": return .string(isFolder ? self.name : baseName)
    case "target":
      return .strings(status.isLink ? [SystemCalls.linkTarget(realPath) ?? ""] : [])
    case "linktype": return status.isLink ? .string("SymbolicLink") : .null
    case "name": return .string(self.name)
    case "fullname": return .string(path)
    case "extension": return .string(fileExtension)
    case "exists": return .bool(FileCalls.exists(realPath))
    case "attributes": return .object(FileAttributes.value(of: status, name: self.name))
    case "creationtime": return FileDates.local(shown(status.created))
    case "creationtimeutc": return FileDates.utc(shown(status.created))
    case "lastaccesstime": return FileDates.local(shown(status.accessed))
    case "lastaccesstimeutc": return FileDates.utc(shown(status.accessed))
    case "lastwritetime": return FileDates.local(shown(status.modified))
    case "lastwritetimeutc": return FileDates.utc(shown(status.modified))
    case "length" where !isFolder: return .number(.int64(status.size))
    case "isreadonly" where !isFolder: return .bool(status.isReadOnly)
    case "directoryname" where !isFolder: return .optional(FilePaths.parent(path))
    case "directory" where !isFolder: return folder(FilePaths.parent(path))
    case "parent" where isFolder: return folder(FilePaths.parent(path))
    case "root" where isFolder: return folder(path.hasPrefix("/") ? "/" : "C:\\")
    default: return nil
    }
  }

  private func shown(_ time: FileTime) -> FileTime { clock?.shown(time) ?? time }

  override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    let lowered = name.lowercased()
    switch lowered {
    case "isreadonly" where !isFolder:
      let mode = Truth.isTrue(value) ? status.mode & ~0o222 : status.mode | 0o200
      try change { try FileCalls.setMode(realPath, mode) }
    case "lastwritetime", "lastwritetimeutc":
      let time = try FileDates.time(value, property: name, types: types)
      try change { try FileCalls.setTimes(realPath, accessed: status.accessed, modified: time) }
    case "lastaccesstime", "lastaccesstimeutc":
      let time = try FileDates.time(value, property: name, types: types)
      try change { try FileCalls.setTimes(realPath, accessed: time, modified: status.modified) }
    default: return false
    }
    return true
  }

  override var declaredMethods: [PSMethodInfo] {
    [
      PSMethodInfo("Delete", "void Delete()"), PSMethodInfo("Refresh", "void Refresh()"),
      PSMethodInfo("ToString", "string ToString()"),
    ] + (isFolder ? [] : Self.opening.map { PSMethodInfo($0.name, "\($0.type) \($0.name)()") })
  }

  private static let opening = [
    (name: "OpenRead", type: "System.IO.FileStream"),
    (name: "OpenWrite", type: "System.IO.FileStream"),
    (name: "Create", type: "System.IO.FileStream"),
    (name: "OpenText", type: "System.IO.StreamReader"),
    (name: "CreateText", type: "System.IO.StreamWriter"),
    (name: "AppendText", type: "System.IO.StreamWriter"),
  ]

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard arguments.isEmpty else { return nil }
    if !isFolder, Self.opening.contains(where: { $0.name.equalsIgnoringCase(name) }),
      let file = context.session.types.find("System.IO.File")
    {
      return try await NativeMethod.call(
        file.staticMethods, name, on: .null, [.string(path)], in: context)
    }
    switch name.lowercased() {
    case "delete":
      try change {
        try isFolder ? FileCalls.removeFolder(realPath) : FileCalls.removeFile(realPath)
      }
    case "refresh": refresh()
    case "tostring": return .string(text)
    default: return nil
    }
    return .null
  }

  /// The five letters of 5.1's Mode column: folder, archive, read-only, hidden, system, link.
  var mode: String {
    let isHidden = name.hasPrefix(".")
    return (isFolder ? "d" : "-") + (isFolder ? "-" : "a")
      + (!isFolder && status.isReadOnly ? "r" : "-") + (isHidden ? "h" : "-") + "-"
      + (status.isLink ? "l" : "-")
  }

  private var fileExtension: String {
    guard let dot = name.lastIndex(of: "."), name.index(after: dot) != name.endIndex else {
      return ""
    }
    return String(name[dot...])
  }

  private var baseName: String { String(name.dropLast(fileExtension.count)) }

  private func folder(_ path: String?) -> PSValue {
    guard let path else { return .null }
    let depth = FilePaths.elements(self.path).count - FilePaths.elements(path).count
    var real = Substring(realPath)
    for _ in 0..<max(0, depth) {
      guard let cut = real.lastIndex(of: "/") else { return .null }
      real = cut == real.startIndex ? real[...cut] : real[..<cut]
    }
    guard let status = try? FileCalls.status(String(real)) else { return .null }
    return .object(
      FileItem(path: path, realPath: String(real), status: status, types: types, clock: clock))
  }

  private func refresh() {
    if let newer = try? FileCalls.status(realPath) { status = newer }
  }

  private func change(_ body: () throws -> Void) throws {
    do { try body() } catch let failure as SystemCallFailure {
      throw FileErrors.error(failure, path: path, idPrefix: "SetProperty")
    }
    refresh()
  }
}

/// `System.IO.FileAttributes`.
enum FileAttributes {
  static let type = PSEnumType(
    "System.IO.FileAttributes",
    [
      ("ReadOnly", 1), ("Hidden", 2), ("System", 4), ("Directory", 16), ("Archive", 32),
      ("Normal", 128), ("ReparsePoint", 1024),
    ], isFlags: true)
  static let hidden: Int64 = 2

  static func value(of status: FileStatus, name: String) -> PSEnum {
    let isFolder = status.kind == .folder
    var bits: Int64 = isFolder ? 16 : 32
    if !isFolder && status.isReadOnly { bits |= 1 }
    if name.hasPrefix(".") { bits |= hidden }
    if status.isLink { bits |= 1024 }
    return PSEnum(type, bits)
  }
}
