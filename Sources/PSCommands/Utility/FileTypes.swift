import PSEngine
import SystemFiles

/// `[System.IO.Path]`, `[System.IO.File]` and `[System.IO.Directory]` on the shell's own paths.
///
/// .NET resolves relative paths against the folder of the process; here they count from the
/// current location of the file system, which is what scripts mean.
enum FileTypes {
  static func all(_ paths: FilePaths) -> [PSTypeDefinition] {
    [path, file(paths), directory(paths)]
  }

  // MARK: Path

  private static func isSeparator(_ character: Character) -> Bool {
    character == "\\" || character == "/"
  }

  private static func isRooted(_ path: String) -> Bool {
    path.first.map(isSeparator) ?? false || path.dropFirst().first == ":"
  }

  static func combine(_ parts: [String]) -> String {
    parts.reduce("") { whole, part in
      if part.isEmpty { return whole }
      if whole.isEmpty || isRooted(part) { return part }
      if whole.last.map(isSeparator) == true { return whole + part }
      return whole + (whole.hasPrefix("/") ? "/" : "\\") + part
    }
  }

  private static func fileName(_ path: String) -> String {
    String(
      path.split(omittingEmptySubsequences: false, whereSeparator: { isSeparator($0) || $0 == ":" })
        .last ?? "")
  }

  private static func `extension`(_ path: String) -> String {
    let name = fileName(path)
    guard let dot = name.lastIndex(of: "."), name.index(after: dot) < name.endIndex else {
      return ""
    }
    return String(name[dot...])
  }

  private static func folder(_ path: String) -> String {
    guard let mark = path.lastIndex(where: isSeparator) else { return "" }
    let head = path[..<mark]
    return head.isEmpty || head.hasSuffix(":") ? String(path[...mark]) : String(head)
  }

  private static func plain(
    _ name: String, _ body: @escaping @Sendable (String) -> String
  ) -> NativeMethod {
    NativeMethod(name, "string \(name)(string path)") { _, arguments in
      .string(body(arguments.text(0)))
    }
  }

  private static let path = PSTypeDefinition(
    "System.IO.Path",
    staticProperties: [
      NativeProperty("DirectorySeparatorChar", "System.Char") { _ in .char("\\") },
      NativeProperty("AltDirectorySeparatorChar", "System.Char") { _ in .char("/") },
      NativeProperty("PathSeparator", "System.Char") { _ in .char(";") },
      NativeProperty("VolumeSeparatorChar", "System.Char") { _ in .char(":") },
    ],
    staticMethods: [
      NativeMethod("Combine", "string Combine(Params string[] paths)") { _, arguments in
        .string(combine(arguments[0].enumerated.map { TextConversion.text(of: $0) }))
      },
      plain("GetFileName", fileName), plain("GetExtension", `extension`),
      plain("GetDirectoryName", folder),
      plain("GetFileNameWithoutExtension") {
        String(fileName($0).dropLast(`extension`($0).count))
      },
      NativeMethod("ChangeExtension", "string ChangeExtension(string path, string extension)") {
        _, arguments in
        let path = arguments.text(0)
        let end = arguments.text(1)
        let dot = end.isEmpty || end.hasPrefix(".") ? "" : "."
        return .string(path.dropLast(`extension`(path).count) + dot + end)
      },
      NativeMethod("IsPathRooted", "bool IsPathRooted(string path)") { _, arguments in
        .bool(isRooted(arguments.text(0)))
      },
      NativeMethod("GetFullPath", "string GetFullPath(string path)") { _, arguments in
        .string(try PathResolver(arguments.context).locate(arguments.text(0)).displayPath)
      },
      NativeMethod("GetTempPath", "string GetTempPath()") { _, arguments in
        .string(temporaryFolder(arguments.context.session))
      },
      NativeMethod("GetTempFileName", "string GetTempFileName()") { _, arguments in
        let path = try await newFile(in: arguments.context, extension: ".tmp")
        return .string(path)
      },
      NativeMethod("GetRandomFileName", "string GetRandomFileName()") { _, arguments in
        let name = randomName(arguments.context.session)
        return .string("\(name.prefix(8)).\(name.dropFirst(8).prefix(3))")
      },
    ])

  private static func temporaryFolder(_ session: SessionState) -> String {
    let folder = session.environment["TEMP"] ?? "C:\\"
    if folder.last.map(isSeparator) == true { return folder }
    return folder + (folder.hasPrefix("/") ? "/" : "\\")
  }

  private static func randomName(_ session: SessionState) -> String {
    session.random.withGenerator { generator in
      String(
        (0..<11).compactMap { _ in
          "abcdefghijklmnopqrstuvwxyz0123456789".randomElement(using: &generator)
        })
    }
  }

  private static func newFile(
    in context: ExecutionContext, extension end: String
  ) async throws -> String {
    let path =
      temporaryFolder(context.session) + "tmp" + randomName(context.session).prefix(6) + end
    try await TextFileAccess(path, context).write("", append: false)
    return path
  }

  // MARK: File

  private static func file(_ paths: FilePaths) -> PSTypeDefinition {
    PSTypeDefinition(
      "System.IO.File",
      staticMethods: [
        exists("Exists", paths, folder: false),
        NativeMethod("ReadAllText", "string ReadAllText(string path)") { _, arguments in
          .string(try await TextFileAccess(arguments.text(0), arguments.context).read())
        },
        NativeMethod("ReadAllLines", "string[] ReadAllLines(string path)") { _, arguments in
          let text = try await TextFileAccess(arguments.text(0), arguments.context).read()
          return .strings(TextLines.split(text))
        },
        NativeMethod("ReadAllBytes", "byte[] ReadAllBytes(string path)") { _, arguments in
          ByteArrays.value(try bytes(arguments, paths))
        },
        NativeMethod("WriteAllBytes", "void WriteAllBytes(string path, byte[] bytes)") {
          _, arguments in
          let real = try real(arguments.text(0), arguments.context, paths)
          try failing(arguments) {
            try FileBytes.replace(real, with: ByteArrays.bytes(arguments[1]))
          }
          return .absent
        },
        NativeMethod(
          "WriteAllText",
          [
            NativeOverload("void WriteAllText(string path, string contents)") { _, arguments in
              try await write(arguments.text(1), append: false, arguments)
            },
            NativeOverload(
              "void WriteAllText(string path, string contents, System.Text.Encoding encoding)"
            ) { _, arguments in
              let encoding = FileStreams.encoding(arguments, 2)
              let bytes = encoding.preamble + encoding.bytes(of: arguments.text(1))
              let real = try real(arguments.text(0), arguments.context, paths)
              try failing(arguments) { try FileBytes.replace(real, with: bytes) }
              return .absent
            },
          ]),
        NativeMethod(
          "AppendAllText",
          [
            NativeOverload("void AppendAllText(string path, string contents)") { _, arguments in
              try await write(arguments.text(1), append: true, arguments)
            },
            NativeOverload(
              "void AppendAllText(string path, string contents, System.Text.Encoding encoding)"
            ) { _, arguments in
              let encoding = FileStreams.encoding(arguments, 2)
              let real = try real(arguments.text(0), arguments.context, paths)
              try failing(arguments) {
                let isNew = (try? FileCalls.status(real).size) ?? 0 == 0
                try FileBytes.append(
                  (isNew ? encoding.preamble : []) + encoding.bytes(of: arguments.text(1)),
                  to: real)
              }
              return .absent
            },
          ]),
        NativeMethod("WriteAllLines", "void WriteAllLines(string path, string[] contents)") {
          _, arguments in
          let lines = arguments[1].enumerated.map { TextConversion.text(of: $0) + "\n" }
          return try await write(lines.joined(), append: false, arguments)
        },
        NativeMethod("Delete", "void Delete(string path)") { _, arguments in
          let real = try real(arguments.text(0), arguments.context, paths)
          if FileCalls.exists(real) { try failing(arguments) { try FileCalls.removeFile(real) } }
          return .absent
        },
        NativeMethod("ReadLines", "System.Collections.IEnumerable ReadLines(string path)") {
          _, arguments in
          let text = try await TextFileAccess(arguments.text(0), arguments.context).read()
          return .strings(TextLines.split(text))
        },
        NativeMethod(
          "Copy",
          [
            NativeOverload("void Copy(string sourceFileName, string destFileName)") {
              _, arguments in try copy(arguments, paths, overwrites: false)
            },
            NativeOverload(
              "void Copy(string sourceFileName, string destFileName, bool overwrite)"
            ) { _, arguments in try copy(arguments, paths, overwrites: arguments.bool(2)) },
          ]),
        NativeMethod("Move", "void Move(string sourceFileName, string destFileName)") {
          _, arguments in
          let target = try real(arguments.text(1), arguments.context, paths)
          let source = try real(arguments.text(0), arguments.context, paths)
          try requireAbsent(target, arguments.text(1))
          try failing(arguments) { try FileCalls.move(source, to: target) }
          return .absent
        },
      ] + FileStreams.members(paths))
  }

  private static func write(
    _ text: String, append: Bool, _ arguments: NativeArguments
  ) async throws -> PSValue {
    try await TextFileAccess(arguments.text(0), arguments.context).write(text, append: append)
    return .absent
  }

  private static func bytes(
    _ arguments: NativeArguments, _ paths: FilePaths
  ) throws -> [UInt8] {
    let real = try real(arguments.text(0), arguments.context, paths)
    return try failing(arguments) {
      try FileBytes.read(real, limit: ValueLimits.elementCount)
    }
  }

  private static func failing<T>(_ arguments: NativeArguments, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let failure as SystemCallFailure {
      throw FileStreamErrors.failure(failure, arguments.text(0))
    }
  }

  private static func copy(
    _ arguments: NativeArguments, _ paths: FilePaths, overwrites: Bool
  ) throws -> PSValue {
    let target = try real(arguments.text(1), arguments.context, paths)
    if !overwrites { try requireAbsent(target, arguments.text(1)) }
    let bytes = try bytes(arguments, paths)
    try failing(arguments) { try FileBytes.replace(target, with: bytes) }
    return .absent
  }

  private static func requireAbsent(_ real: String, _ name: String) throws {
    guard FileCalls.exists(real) else { return }
    throw NativeFailure("System.IO.IOException", "The file '\(name)' already exists.")
  }

  // MARK: Directory

  private static func directory(_ paths: FilePaths) -> PSTypeDefinition {
    PSTypeDefinition(
      "System.IO.Directory",
      staticMethods: [
        exists("Exists", paths, folder: true),
        NativeMethod("CreateDirectory", "System.IO.DirectoryInfo CreateDirectory(string path)") {
          _, arguments in
          let real = try real(arguments.text(0), arguments.context, paths)
          try failing(arguments) { try FileCalls.makeFolders(real) }
          let item = try FileSystemProvider(paths: paths, types: arguments.context.session.types)
            .item(arguments.text(0), idPrefix: "CreateDirectory")
          return .object(item)
        },
        children("GetFiles", paths, folders: false),
        children("GetDirectories", paths, folders: true),
      ])
  }

  private static func children(
    _ name: String, _ paths: FilePaths, folders: Bool
  ) -> NativeMethod {
    NativeMethod(name, "string[] \(name)(string path)") { _, arguments in
      let folder = try real(arguments.text(0), arguments.context, paths)
      let names = try failing(arguments) { try SystemCalls.names(in: folder) }.sorted()
      return .strings(
        names.filter { SystemCalls.isFolder(folder + "/" + $0) == folders }
          .map { combine([arguments.text(0), $0]) })
    }
  }

  private static func exists(_ name: String, _ paths: FilePaths, folder: Bool) -> NativeMethod {
    NativeMethod(name, "bool \(name)(string path)") { _, arguments in
      guard let real = try? real(arguments.text(0), arguments.context, paths) else {
        return .bool(false)
      }
      return .bool(FileCalls.exists(real) && SystemCalls.isFolder(real) == folder)
    }
  }

  /// The path on the machine behind one of the shell.
  static func real(
    _ path: String, _ context: ExecutionContext, _ paths: FilePaths
  ) throws -> String {
    try paths.real(PathResolver(context).locate(path).providerPath)
  }
}
