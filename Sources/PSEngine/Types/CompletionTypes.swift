/// `[System.Management.Automation.CommandCompletion]`, which the function `TabExpansion2` asks.
enum CompletionTypes {
  static let all: [PSTypeDefinition] = [
    PSTypeDefinition(
      CommandCompletion.name,
      staticMethods: [
        NativeMethod(
          "CompleteInput",
          "\(CommandCompletion.name) CompleteInput(string input, int cursorIndex, object options)"
        ) { _, arguments in
          let input = arguments.text(0)
          let units = input.utf16
          guard (0...units.count).contains(arguments.int(1)) else {
            throw NativeFailure.outOfRange(
              "The cursor lies outside the input.", "cursorIndex")
          }
          let cursor = units.index(units.startIndex, offsetBy: arguments.int(1))
          let result = await CompletionEngine(arguments.context).complete(
            input, cursor: input.utf8.distance(from: input.startIndex, to: cursor))
          return .object(CommandCompletion(result, of: input))
        }
      ]),
    PSTypeDefinition(enumeration: CompletionMatch.resultType),
  ]
}

/// What can stand in place of a word; places count UTF-16 units, as in .NET.
private final class CommandCompletion: PSObject {
  static let name = "System.Management.Automation.CommandCompletion"
  private let matches: [PSValue]
  private let start: Int
  private let length: Int

  init(_ result: CompletionResult, of input: String) {
    let bytes = Array(input.utf8)
    func units(_ range: Range<Int>) -> Int {
      String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self).utf16.count
    }
    start = units(0..<result.start)
    length = units(result.start..<result.start + result.length)
    matches = result.candidates.map { .object(CompletionMatch($0)) }
  }

  override var baseTypeNames: [String] { [Self.name, "System.Object"] }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("CurrentMatchIndex", "System.Int32"),
      PSPropertyInfo("ReplacementIndex", "System.Int32"),
      PSPropertyInfo("ReplacementLength", "System.Int32"),
      PSPropertyInfo("CompletionMatches", CompletionMatch.collectionType),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "currentmatchindex": return .int(-1)
    case "replacementindex": return .int(start)
    case "replacementlength": return .int(length)
    case "completionmatches":
      return .object(PSList(matches, typeName: CompletionMatch.collectionType))
    default: return nil
    }
  }
}

/// One candidate: `System.Management.Automation.CompletionResult`.
private final class CompletionMatch: PSObject {
  static let collectionType =
    "System.Collections.ObjectModel.Collection`1[System.Management.Automation.CompletionResult]"
  static let resultType = PSEnumType(
    "System.Management.Automation.CompletionResultType",
    [
      "Text", "History", "Command", "ProviderItem", "ProviderContainer", "Property", "Method",
      "ParameterName", "ParameterValue", "Variable", "Namespace", "Type", "Keyword",
      "DynamicKeyword",
    ].enumerated().map { ($0.element, Int64($0.offset)) })
  private let candidate: CompletionCandidate

  init(_ candidate: CompletionCandidate) { self.candidate = candidate }

  override var baseTypeNames: [String] {
    ["System.Management.Automation.CompletionResult", "System.Object"]
  }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("CompletionText"), PSPropertyInfo("ListItemText"),
      PSPropertyInfo("ResultType", Self.resultType.name), PSPropertyInfo("ToolTip"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "completiontext": return .string(candidate.text)
    case "listitemtext", "tooltip": return .string(candidate.label)
    case "resulttype": return .object(PSEnum(Self.resultType, kind))
    default: return nil
    }
  }

  private var kind: Int64 {
    switch candidate.kind {
    case .history: 1
    case .command: 2
    case .path: candidate.isContainer ? 4 : 3
    case .member: candidate.text.hasSuffix("(") ? 6 : 5
    case .parameter: 7
    case .value: 8
    case .variable: 9
    case .type: 11
    }
  }
}
