/// `[Console]`: the streams of the host.
enum ConsoleStatics {
  static let type = PSTypeDefinition(
    "System.Console", accelerators: ["console"],
    staticProperties: [
      NativeProperty("WindowWidth", "System.Int32") { .int($0.host.width) },
      NativeProperty("BufferWidth", "System.Int32") { .int($0.host.width) },
      NativeProperty("WindowHeight", "System.Int32") { .int($0.host.height) },
      encoding("OutputEncoding"), encoding("InputEncoding"),
      writer("Out", .host(foreground: nil, background: nil)), writer("Error", .standardError),
      NativeProperty("IsOutputRedirected", "System.Boolean") {
        .bool(!$0.host.writesToTerminal)
      },
      NativeProperty("IsInputRedirected", "System.Boolean") { .bool(!$0.host.isInteractive) },
    ],
    staticMethods: [
      write("WriteLine", "\n"), write("Write", ""),
      NativeMethod("Clear", "void Clear()") { _, arguments in
        arguments.context.host.clearScreen()
        return .absent
      },
      NativeMethod("ReadLine", "string ReadLine()") { _, arguments in
        .optional(try await arguments.context.host.readLine(prompt: ""))
      },
    ])

  /// Texts go through this shell as Unicode; what is set tells a host that writes bytes which ones.
  private static func encoding(_ name: String) -> NativeProperty {
    let key = "System.Console::" + name
    return NativeProperty(name, "System.Text.Encoding") { context in
      context.session.staticValues[key] ?? .object(PSEncoding(.utf8))
    } set: { value, context in
      guard let encoding = value.asObject as? PSEncoding else {
        throw NativeFailure(
          "System.ArgumentException",
          "\(name) takes an encoding, such as [System.Text.Encoding]::UTF8.")
      }
      context.session.staticValues[key] = value
      if name == "OutputEncoding" { context.host.useOutputEncoding(encoding) }
    }
  }

  private static func writer(_ name: String, _ stream: HostStream) -> NativeProperty {
    NativeProperty(name, "System.IO.TextWriter") { _ in .object(ConsoleWriter(stream)) }
  }

  private static func write(_ name: String, _ end: String) -> NativeMethod {
    NativeMethod(name, "void \(name)(Params object[] value)") { _, arguments in
      arguments.context.host.write(
        try WrittenText.of(arguments) + end, to: .host(foreground: nil, background: nil))
      return .absent
    }
  }
}

/// What `Write` and `WriteLine` of consoles and writers write.
public enum WrittenText {
  /// A value, or a format and its values.
  public static func of(_ arguments: NativeArguments) throws -> String {
    let values = arguments[0].enumerated
    guard let first = values.first else { return "" }
    let text = TextConversion.text(of: first)
    return values.count > 1
      ? try CompositeFormat.format(text, Array(values.dropFirst())) : text
  }
}

/// `[Console]::Out` and `[Console]::Error`.
final class ConsoleWriter: PSObject {
  private let stream: HostStream

  init(_ stream: HostStream) { self.stream = stream }

  override var baseTypeNames: [String] {
    ["System.IO.TextWriter", "System.MarshalByRefObject", "System.Object"]
  }
  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static func write(_ name: String, _ end: String) -> NativeMethod {
    NativeMethod(name, "void \(name)(Params object[] value)") { target, arguments in
      guard let writer = target.asObject as? ConsoleWriter else { return .null }
      arguments.context.host.write(try WrittenText.of(arguments) + end, to: writer.stream)
      return .absent
    }
  }

  private static let methods: [NativeMethod] = [
    write("Write", ""), write("WriteLine", "\n"),
    NativeMethod("Flush", "void Flush()") { _, _ in .absent },
  ]
}
