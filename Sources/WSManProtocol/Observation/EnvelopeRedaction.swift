import XMLStream

/// Blanks what must not be seen in traces: passwords in configuration documents and command lines,
/// and the environment of remote shells (`protocol.md` 20).
public enum EnvelopeRedaction {
  /// What stands for a secret.
  public static let replacement = "***"

  /// The request without secrets.
  public static func redacted(_ request: RequestEnvelope) -> RequestEnvelope {
    var request = request
    switch request.body {
    case .put(let content?): request.body = .put(redacted(content))
    case .create(let content?): request.body = .create(redacted(content))
    case .invoke(let action, let input?):
      request.body = .invoke(action: action, input: redacted(input))
    default: break
    }
    return request
  }

  /// The answer without secrets.
  public static func redacted(_ response: ResponseEnvelope) -> ResponseEnvelope {
    var response = response
    switch response.body {
    case .get(let resource): response.body = .get(redacted(resource))
    case .put(let resource?): response.body = .put(redacted(resource))
    case .create(var answer):
      answer.additional = answer.additional.map(redacted)
      response.body = .create(answer)
    case .enumerate(let batch): response.body = .enumerate(redacted(batch))
    case .pull(let batch): response.body = .pull(redacted(batch))
    case .invoke(let action, let output?):
      response.body = .invoke(action: action, output: redacted(output))
    default: break
    }
    return response
  }

  private static func redacted(_ batch: EnumerationBatch) -> EnumerationBatch {
    var batch = batch
    batch.items = batch.items.map { item in
      switch item {
      case .object(let object): .object(redacted(object))
      case .reference: item
      case .objectAndReference(let object, let reference):
        .objectAndReference(redacted(object), reference)
      }
    }
    return batch
  }

  private static func redacted(_ fragment: XMLFragment) -> XMLFragment {
    if let line = ShellCommandLine(element: fragment) { return redacted(line) ?? fragment }
    let process = fragment.child(localName: "CommandLine")?.text
    let isSecretLine = process.map { CommandLineRedaction.redacted($0) != $0 } ?? false
    return fragment.replacingTexts(
      with: replacement,
      inElements: { name in
        isPassword(name.localName) || isSecretLine && name.localName == "CommandLine"
          || name.localName == "Environment" && name.namespace == Namespaces.shell
      }, inAttributes: { isPassword($0.localName) })
  }

  /// A command of a remote shell without secrets; `nil` when it has none.
  private static func redacted(_ line: ShellCommandLine) -> XMLFragment? {
    let pieces = [line.command] + line.arguments
    let shown = CommandLineRedaction.redacted(pieces)
    guard shown != pieces else { return nil }
    return ShellCommandLine(shown[0], arguments: Array(shown.dropFirst()), id: line.id).element
  }

  /// Whether a name ends in "password", in any case. By bytes, since this is asked of all names in a
  /// message.
  private static func isPassword(_ name: String) -> Bool {
    var name = name
    return name.withUTF8 { bytes in
      bytes.count >= password.count
        && zip(bytes.suffix(password.count), password).allSatisfy { $0 | 0x20 == $1 }
    }
  }

  private static let password = Array("password".utf8)
}
