import PSEngine

/// The members of `[System.IO.File]` that open files.
enum FileStreams {
  /// A confined session shares its disk with others.
  private static let confinedLimit = 64 << 20

  static func members(_ paths: FilePaths) -> [NativeMethod] {
    [
      NativeMethod(
        "Open",
        [
          NativeOverload("System.IO.FileStream Open(string path, System.IO.FileMode mode)") {
            _, arguments in try open(arguments, paths)
          },
          NativeOverload(
            "System.IO.FileStream Open(string path, System.IO.FileMode mode, "
              + "System.IO.FileAccess access)"
          ) { _, arguments in try open(arguments, paths) },
          NativeOverload(
            "System.IO.FileStream Open(string path, System.IO.FileMode mode, "
              + "System.IO.FileAccess access, System.IO.FileShare share)"
          ) { _, arguments in try open(arguments, paths) },
        ]),
      NativeMethod("OpenRead", "System.IO.FileStream OpenRead(string path)") { _, arguments in
        .object(try open(arguments, .open, .read, paths))
      },
      NativeMethod("OpenWrite", "System.IO.FileStream OpenWrite(string path)") { _, arguments in
        .object(try open(arguments, .openOrCreate, .write, paths))
      },
      NativeMethod(
        "Create",
        [
          NativeOverload("System.IO.FileStream Create(string path)") { _, arguments in
            .object(try open(arguments, .create, .readWrite, paths))
          },
          NativeOverload("System.IO.FileStream Create(string path, int bufferSize)") {
            _, arguments in .object(try open(arguments, .create, .readWrite, paths))
          },
        ]),
      NativeMethod("OpenText", "System.IO.StreamReader OpenText(string path)") { _, arguments in
        .object(
          StreamReader(try open(arguments, .open, .read, paths), PSEncoding(.utf8)))
      },
      writer("CreateText", .create, paths), writer("AppendText", .append, paths),
    ]
  }

  private static func writer(
    _ name: String, _ mode: FileMode, _ paths: FilePaths
  ) -> NativeMethod {
    NativeMethod(name, "System.IO.StreamWriter \(name)(string path)") { _, arguments in
      .object(
        try StreamWriter(
          try open(arguments, mode, .write, paths), PSEncoding(.utf8, writesMark: false)))
    }
  }

  /// Path, mode, and perhaps access, as .NET's constructors and `Open` have them.
  static func open(_ arguments: NativeArguments, _ paths: FilePaths) throws -> PSValue {
    guard let mode = FileMode(rawValue: arguments.flags(1)) else {
      throw NativeFailure(
        "System.ArgumentOutOfRangeException", "Enum value was out of legal range.")
    }
    let standard: FileAccess = mode == .append ? .write : .readWrite
    let access = arguments.count > 2 ? FileAccess(rawValue: arguments.flags(2)) : standard
    guard let access, access != .read || [.open, .openOrCreate].contains(mode),
      mode != .append || access == .write
    else {
      throw NativeFailure(
        "System.ArgumentException",
        "Combining FileMode: \(arguments.text(1)) with FileAccess: \(arguments.text(2)) is "
          + "invalid.")
    }
    return .object(try open(arguments, mode, access, paths))
  }

  /// Opens the file that the first argument names.
  static func open(
    _ arguments: NativeArguments, _ mode: FileMode, _ access: FileAccess, _ paths: FilePaths
  ) throws -> FileStream {
    let name = arguments.text(0)
    guard !name.isEmpty else {
      throw NativeFailure("System.ArgumentException", "Empty path name is not legal.")
    }
    return try FileStream(
      try FileTypes.real(name, arguments.context, paths), name: name, mode: mode, access: access,
      limit: paths.isConfined ? confinedLimit : .max)
  }

  /// The encoding of an argument; UTF-8 where it is none.
  static func encoding(_ arguments: NativeArguments, _ index: Int) -> PSEncoding {
    arguments.object(index) ?? PSEncoding(.utf8, writesMark: false)
  }
}
