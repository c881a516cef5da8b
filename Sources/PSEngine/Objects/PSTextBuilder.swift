/// `System.Text.StringBuilder`.
final class PSTextBuilder: PSObject {
  private var content: String

  init(_ content: String) { self.content = content }

  override var baseTypeNames: [String] { ["System.Text.StringBuilder", "System.Object"] }
  override var text: String { content }
  override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("Length", "System.Int32"), PSPropertyInfo("Capacity", "System.Int32")]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "length": return .int(content.utf16.count)
    case "capacity": return .int(max(16, content.utf16.count))
    default: return nil
    }
  }
  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private func append(_ part: String) throws(NativeFailure) {
    try ValueLimits.requireText(content.utf8.count &+ part.utf8.count)
    content += part
  }

  private static func change(
    _ name: String, _ definition: String,
    _ body: @escaping @Sendable (PSTextBuilder, NativeArguments) throws -> Void
  ) -> NativeMethod {
    NativeMethod(name, "System.Text.StringBuilder \(name)\(definition)") { target, arguments in
      guard let builder = target.asObject as? PSTextBuilder else { return .null }
      try body(builder, arguments)
      return target
    }
  }

  private static let methods: [NativeMethod] = [
    change("Append", "(object value)") { try $0.append($1.text(0)) },
    change("AppendLine", "(Params object[] value)") { builder, arguments in
      try builder.append(
        arguments[0].enumerated.map { TextConversion.text(of: $0) }.joined() + "\n")
    },
    change("AppendFormat", "(string format, Params object[] args)") { builder, arguments in
      try builder.append(CompositeFormat.format(arguments.text(0), arguments[1].enumerated))
    },
    change("Replace", "(string oldValue, string newValue)") { builder, arguments in
      builder.content = try StringSplit.replace(
        builder.content, arguments.text(0), with: arguments.text(1))
    },
    change("Insert", "(int index, string value)") { builder, arguments in
      var units = Array(builder.content.utf16)
      guard (0...units.count).contains(arguments.int(0)) else {
        throw NativeFailure.outOfRange("The index lies outside the text.", "index")
      }
      let part = Array(arguments.text(1).utf16)
      try ValueLimits.requireText(units.count &+ part.count)
      units.insert(contentsOf: part, at: arguments.int(0))
      builder.content = String(decoding: units, as: UTF16.self)
    },
    change("Clear", "()") { builder, _ in builder.content = "" },
  ]
}
