import PSEngine
import SystemFiles

extension FileSystemProvider {
  func newItem(
    _ path: String, type: String?, value: PSValue?, _ context: ProviderContext
  ) async throws {
    let canonical = paths.canonical(path)
    switch try FileItemType(type) {
    case .folder: try await newFolder(canonical, context)
    case .file: try await newFile(canonical, value, context)
    case .link: try await newLink(canonical, value, context)
    }
  }

  func removeItem(_ path: String, recurse: Bool, _ context: ProviderContext) async throws {
    let item = try self.item(path, idPrefix: "RemoveItem")
    let isFolder = item.isFolder && !item.status.isLink
    guard
      try await context.shouldProcess(
        item.path, action: isFolder ? "Remove Directory" : "Remove File")
    else { return }
    guard context.force || !item.isProtected else {
      return try await context.report(
        PSRuntimeError(
          "Cannot remove item \(item.path): it is hidden or read-only. Add -Force to remove it.",
          id: "RemoveFileSystemItemUnAuthorizedAccess", category: .permissionDenied,
          exception: "System.IO.IOException", target: .object(item)))
    }
    do { try removeTree(item.realPath, depth: 0) } catch {
      throw FileErrors.wrap(error, path: item.path, idPrefix: "RemoveItem")
    }
  }

  func renameItem(_ path: String, to name: String, _ context: ProviderContext) async throws {
    let item = try self.item(path, idPrefix: "RenameItem")
    let plain = name.hasPrefix(".\\") || name.hasPrefix("./") ? String(name.dropFirst(2)) : name
    guard FilePaths.parent(item.path) != nil, !plain.isEmpty, plain != ".", plain != "..",
      !plain.contains(where: { $0 == "\\" || $0 == "/" || $0 == ":" || $0 == "\0" })
    else {
      throw PSRuntimeError(
        "Cannot rename '\(item.path)' to '\(name)': the new name must be a name without a path. "
          + "Use Move-Item to move it elsewhere.", id: "Argument", category: .invalidArgument,
        exception: "System.Management.Automation.PSArgumentException", target: .string(name))
    }
    let target = FilePaths.child(FilePaths.parent(item.path) ?? "C:\\", plain)
    try await relocate(
      item, to: target, action: item.isFolder ? "Rename Directory" : "Rename File",
      idPrefix: "RenameItem", context)
  }

  func moveItem(_ path: String, to destination: String, _ context: ProviderContext) async throws {
    let item = try self.item(path, idPrefix: "MoveItem")
    try await relocate(
      item, to: try place(item, at: destination),
      action: item.isFolder ? "Move Directory" : "Move File",
      idPrefix: item.isFolder ? "MoveDirectoryItem" : "MoveFileInfoItem", context)
  }

  func copyItem(
    _ path: String, to destination: String, recurse: Bool, _ context: ProviderContext
  ) async throws {
    let item = try self.item(path, idPrefix: "CopyItem")
    let target = try place(item, at: destination)
    guard
      try await context.shouldProcess(
        "Item: \(item.path) Destination: \(target)",
        action: item.isFolder ? "Copy Directory" : "Copy File")
    else { return }
    do {
      let real = try paths.real(target)
      guard real != item.realPath, !real.hasPrefix(item.realPath + "/") else {
        return try await context.report(
          PSRuntimeError(
            "Cannot overwrite the item \(item.path) with itself or copy it into itself.",
            id: "CopyError", category: .writeError, exception: "System.IO.IOException",
            target: .string(item.path)))
      }
      try copyTree(item.realPath, to: real, recurse: recurse, force: context.force, depth: 0)
    } catch {
      throw FileErrors.wrap(error, path: target, idPrefix: "CopyItem")
    }
    guard context.wantsItem else { return }
    try await context.write(describe(self.item(target, idPrefix: "CopyItem")))
  }

  // MARK: Creating

  private func newFolder(_ path: String, _ context: ProviderContext) async throws {
    guard try await context.shouldProcess("Destination: \(path)", action: "Create Directory") else {
      return
    }
    do {
      let real = try paths.real(path)
      if FileCalls.exists(real) {
        guard context.force, SystemCalls.isFolder(real) else {
          return try await context.report(FileErrors.exists(path, isFolder: true))
        }
      } else {
        try FileCalls.makeFolders(real)
      }
    } catch {
      throw FileErrors.wrap(error, path: path, idPrefix: "CreateDirectory")
    }
    try await context.write(describe(item(path, idPrefix: "CreateDirectory")))
  }

  private func newFile(_ path: String, _ value: PSValue?, _ context: ProviderContext) async throws {
    guard try await context.shouldProcess("Destination: \(path)", action: "Create File") else {
      return
    }
    let text = value.map { TextConversion.text(of: $0) } ?? ""
    do {
      let real = try paths.real(path)
      if context.force {
        if let parent = FilePaths.parent(path) { try FileCalls.makeFolders(paths.real(parent)) }
        try FileBytes.replace(real, with: Array(text.utf8))
      } else {
        try FileBytes.create(real, with: Array(text.utf8))
      }
    } catch let failure as SystemCallFailure where failure.isExisting {
      return try await context.report(FileErrors.exists(path, isFolder: false))
    } catch let failure as SystemCallFailure where failure.isMissing {
      return try await context.report(
        PSRuntimeError(
          "Could not find a part of the path '\(path)'.", id: "NewItemIOError",
          category: .writeError, exception: "System.IO.DirectoryNotFoundException",
          target: .string(path)))
    } catch {
      throw FileErrors.wrap(error, path: path, idPrefix: "NewItem")
    }
    try await context.write(describe(item(path, idPrefix: "NewItem")))
  }

  private func newLink(_ path: String, _ value: PSValue?, _ context: ProviderContext) async throws {
    guard let value, case .string(let target) = value.unwrapped, !target.isEmpty else {
      throw PSRuntimeError(
        "A symbolic link needs the path that it points to: add -Value PATH.", id: "Argument",
        category: .invalidArgument, exception: "System.Management.Automation.PSArgumentException",
        target: .string(path))
    }
    guard try await context.shouldProcess("Destination: \(path)", action: "Create Symbolic Link")
    else { return }
    do {
      let real = try paths.real(path)
      if context.force, let status = try? FileCalls.status(real), status.isLink {
        try FileCalls.removeFile(real)
      }
      let isRooted = target.hasPrefix("/") || target.hasPrefix("\\") || target.contains(":")
      let end =
        isRooted ? try paths.real(target) : FilePaths.slashes(target)
      try FileCalls.makeLink(real, to: end)
    } catch let failure as SystemCallFailure where failure.isExisting {
      return try await context.report(FileErrors.exists(path, isFolder: false))
    } catch {
      throw FileErrors.wrap(error, path: path, idPrefix: "NewItem")
    }
    try await context.write(describe(item(path, idPrefix: "NewItem")))
  }

  // MARK: Trees

  /// A file that moves or is copied into an existing folder keeps its name.
  private func place(_ item: FileItem, at destination: String) throws -> String {
    let canonical = paths.canonical(destination)
    let isFolder = (try? SystemCalls.isFolder(paths.real(canonical))) ?? false
    return isFolder ? FilePaths.child(canonical, item.name) : canonical
  }

  private func relocate(
    _ item: FileItem, to target: String, action: String, idPrefix: String,
    _ context: ProviderContext
  ) async throws {
    guard
      try await context.shouldProcess("Item: \(item.path) Destination: \(target)", action: action)
    else { return }
    do {
      let real = try paths.real(target)
      if real == item.realPath {
        // Another spelling of the same name: only its case changes.
        let name = FilePaths.name(target)
        let folder = real.lastIndex(of: "/").map { String(real[...$0]) } ?? "/"
        try FileCalls.move(item.realPath, to: folder + name)
      } else {
        if FileCalls.exists(real), !context.force || SystemCalls.isFolder(real) {
          return try await context.report(
            PSRuntimeError(
              "Cannot create '\(target)' because an item of that name already exists.",
              id: idPrefix + "IOError", category: .writeError, exception: "System.IO.IOException",
              target: .string(item.path)))
        }
        do { try FileCalls.move(item.realPath, to: real) } catch let failure as SystemCallFailure
          where failure.isOtherDevice
        {
          try copyTree(item.realPath, to: real, recurse: true, force: context.force, depth: 0)
          try removeTree(item.realPath, depth: 0)
        }
      }
    } catch {
      throw FileErrors.wrap(error, path: item.path, idPrefix: idPrefix)
    }
    guard context.wantsItem else { return }
    try await context.write(describe(self.item(target, idPrefix: idPrefix)))
  }

  private func removeTree(_ real: String, depth: Int) throws {
    let status = try FileCalls.status(real)
    guard status.kind == .folder, !status.isLink else { return try FileCalls.removeFile(real) }
    try Self.checkDepth(depth, real)
    for name in try SystemCalls.names(in: real) {
      try Task.checkCancellation()
      try removeTree(real + "/" + name, depth: depth + 1)
    }
    try FileCalls.removeFolder(real)
  }

  private func copyTree(
    _ real: String, to target: String, recurse: Bool, force: Bool, depth: Int
  ) throws {
    let status = try FileCalls.status(real)
    if depth > 0, status.isLink, let end = SystemCalls.linkTarget(real) {
      // A link inside a tree is copied as a link: following it could leave the tree or never end.
      return try FileCalls.makeLink(target, to: end)
    }
    guard status.kind == .folder else {
      if force { try clearReadOnly(target) }
      try FileBytes.copy(real, to: target)
      // A device stays what it is.
      guard try FileCalls.status(target).kind == .file else { return }
      do {
        try FileCalls.setMode(target, status.mode)
        try FileCalls.setTimes(target, accessed: status.accessed, modified: status.modified)
      } catch let failure as SystemCallFailure where failure.isDenied {
        // Only the owner of a file may set them; the bytes are there.
      }
      return
    }
    try Self.checkDepth(depth, real)
    if !SystemCalls.isFolder(target) { try FileCalls.makeFolder(target) }
    guard recurse else { return }
    for name in try SystemCalls.names(in: real) {
      try Task.checkCancellation()
      try copyTree(
        real + "/" + name, to: target + "/" + name, recurse: true, force: force, depth: depth + 1)
    }
  }

  /// Folders nest no deeper than a path can be long; beyond that the tree is damaged or hostile.
  private static func checkDepth(_ depth: Int, _ real: String) throws {
    guard depth < 512 else { throw SystemCallFailure.tooDeep(real) }
  }
}

/// What `New-Item -ItemType` names.
enum FileItemType {
  case file, folder, link

  init(_ text: String?) throws {
    switch (text ?? "file").lowercased() {
    case "", "file": self = .file
    case "directory", "container", "d": self = .folder
    case "symboliclink": self = .link
    default:
      throw PSRuntimeError(
        "'\(text ?? "")' is no type of the file system. Use File, Directory or SymbolicLink.",
        id: "Argument", category: .invalidArgument,
        exception: "System.Management.Automation.PSArgumentException", target: .optional(text))
    }
  }
}

extension FileItem {
  /// Whether `Remove-Item` wants `-Force`.
  var isProtected: Bool {
    name.hasPrefix(".") || (!isFolder && !status.isLink && status.isReadOnly)
  }
}
