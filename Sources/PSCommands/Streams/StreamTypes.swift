import PSEngine

/// Streams, readers and writers as types of the language.
enum StreamTypes {
  static func all(_ paths: FilePaths) -> [PSTypeDefinition] {
    [
      PSTypeDefinition(PSStream.typeName), fileStream(paths), MemoryStream.type, reader(paths),
      writer(paths), stringReader, stringWriter, Base64Stream.transform, Base64Stream.type,
      PSTypeDefinition(enumeration: Base64Stream.mode),
      PSTypeDefinition(enumeration: FileMode.type), PSTypeDefinition(enumeration: FileAccess.type),
      PSTypeDefinition(
        enumeration: PSEnumType(
          "System.IO.FileShare",
          [
            ("None", 0), ("Read", 1), ("Write", 2), ("ReadWrite", 3), ("Delete", 4),
            ("Inheritable", 16),
          ], isFlags: true)),
      PSTypeDefinition(
        enumeration: PSEnumType(
          "System.IO.SeekOrigin", [("Begin", 0), ("Current", 1), ("End", 2)])),
    ]
  }

  private static func fileStream(_ paths: FilePaths) -> PSTypeDefinition {
    let path = "System.IO.FileStream new(string path, System.IO.FileMode mode"
    let access = ", System.IO.FileAccess access"
    return PSTypeDefinition(
      "System.IO.FileStream", baseNames: [PSStream.typeName, "System.Object"],
      constructors: ["", access, access + ", System.IO.FileShare share"].map { rest in
        NativeOverload(path + rest + ")") { _, arguments in
          try FileStreams.open(arguments, paths)
        }
      })
  }

  private static func reader(_ paths: FilePaths) -> PSTypeDefinition {
    func overload(_ parameters: String, ofStream: Bool) -> NativeOverload {
      NativeOverload("System.IO.StreamReader new(\(parameters))") { _, arguments in
        let encoding = FileStreams.encoding(arguments, 1)
        if ofStream {
          return .object(StreamReader(try stream(arguments), encoding))
        }
        return .object(
          StreamReader(try FileStreams.open(arguments, .open, .read, paths), encoding))
      }
    }
    return PSTypeDefinition(
      "System.IO.StreamReader", baseNames: ["System.IO.TextReader", "System.Object"],
      constructors: [
        overload("System.IO.Stream stream", ofStream: true),
        overload("string path", ofStream: false),
        overload("System.IO.Stream stream, System.Text.Encoding encoding", ofStream: true),
        overload("string path, System.Text.Encoding encoding", ofStream: false),
      ])
  }

  private static func writer(_ paths: FilePaths) -> PSTypeDefinition {
    PSTypeDefinition(
      "System.IO.StreamWriter", baseNames: ["System.IO.TextWriter", "System.Object"],
      constructors: [
        NativeOverload("System.IO.StreamWriter new(System.IO.Stream stream)") { _, arguments in
          .object(try StreamWriter(stream(arguments), FileStreams.encoding(arguments, 1)))
        },
        NativeOverload("System.IO.StreamWriter new(string path)") { _, arguments in
          .object(try written(arguments, encodingAt: 1, paths))
        },
        NativeOverload(
          "System.IO.StreamWriter new(System.IO.Stream stream, System.Text.Encoding encoding)"
        ) { _, arguments in
          .object(try StreamWriter(stream(arguments), FileStreams.encoding(arguments, 1)))
        },
        NativeOverload("System.IO.StreamWriter new(string path, bool append)") { _, arguments in
          .object(try written(arguments, encodingAt: 2, paths))
        },
        NativeOverload(
          "System.IO.StreamWriter new(string path, bool append, System.Text.Encoding encoding)"
        ) { _, arguments in .object(try written(arguments, encodingAt: 2, paths)) },
      ])
  }

  private static func written(
    _ arguments: NativeArguments, encodingAt index: Int, _ paths: FilePaths
  ) throws -> StreamWriter {
    let appends = index == 2 && arguments.bool(1)
    return try StreamWriter(
      try FileStreams.open(arguments, appends ? .append : .create, .write, paths),
      FileStreams.encoding(arguments, index))
  }

  private static func stream(_ arguments: NativeArguments) throws -> PSStream {
    guard let stream = arguments.object(0, as: PSStream.self) else {
      throw NativeFailure(
        "System.ArgumentNullException", "Value cannot be null.\r\nParameter name: stream")
    }
    return stream
  }

  private static let stringReader = PSTypeDefinition(
    "System.IO.StringReader", baseNames: ["System.IO.TextReader", "System.Object"],
    constructors: [
      NativeOverload("System.IO.StringReader new(string s)") { _, arguments in
        .object(StreamReader(arguments.text(0)))
      }
    ])

  private static let stringWriter = PSTypeDefinition(
    "System.IO.StringWriter", baseNames: ["System.IO.TextWriter", "System.Object"],
    constructors: [
      NativeOverload("System.IO.StringWriter new()") { _, _ in .object(StreamWriter()) }
    ])
}

extension TextFileEncoding {
  /// The encoding of files that an object of the language means.
  init(_ encoding: PSEncoding) {
    self =
      switch encoding.kind {
      case .utf8: .utf8
      case .unicode: .unicode
      case .bigEndianUnicode: .bigEndianUnicode
      case .ascii: .ascii
      }
  }
}
