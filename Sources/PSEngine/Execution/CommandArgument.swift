public import PSLanguage

/// An argument of a command, evaluated; splats are already spread out.
public enum CommandArgument {
  /// A value without a name. The commas are those of a list that stands in the source, with the blanks
  /// around them: programs get it as it was written.
  case value(PSValue, ScriptExtent?, commas: [String] = [])
  /// `-Name`, or `-Name:value` with its value.
  case parameter(
    name: String, value: PSValue?, extent: ScriptExtent?, hasBlank: Bool = false,
    commas: [String] = [])
  /// The raw text behind `--%`, for host programs.
  case verbatim(String, ScriptExtent?)
  /// `--`: what follows is never a parameter.
  case endOfParameters(ScriptExtent?)
}

extension CommandArgument {
  /// How a number was written, when it stands in the source as a number; `nil` for anything else.
  static func literalText(_ value: PSValue, _ extent: ScriptExtent?) -> String? {
    guard case .number = value, let text = extent?.text, let first = text.utf8.first else {
      return nil
    }
    // Nothing else in an argument begins like a number and has one as its value.
    let isNumber = (0x30...0x39).contains(first) || [0x2B, 0x2D, 0x2E].contains(first)
    return isNumber ? text : nil
  }

  /// The commas of a list as they were written.
  static func commas(of expression: ExpressionAst?) -> [String] {
    guard case .arrayLiteral(let list)? = expression else { return [] }
    return zip(list.elements, list.elements.dropFirst()).map { left, right in
      let between = left.extent.source.text(left.extent.endOffset, right.extent.startOffset)
      return (between.hasPrefix(",") ? "" : " ") + "," + (between.hasSuffix(",") ? "" : " ")
    }
  }

  private static let nameMember = "<CommandParameterName>"

  /// A parameter as an element of `$args`: a text that still is a parameter when `@args` passes it
  /// on.
  static func remembered(_ name: String, _ text: String) -> PSValue {
    let value = PSBoxedValue(.string(text))
    value.setNote(nameMember, .string(name))
    return .object(value)
  }

  /// The arguments that the elements of a splatted list stand for.
  static func spread(_ values: [PSValue], _ extent: ScriptExtent) -> [CommandArgument] {
    var arguments: [CommandArgument] = []
    var pending: String?
    for value in values {
      if let name = pending {
        arguments.append(.parameter(name: name, value: value, extent: extent))
        pending = nil
      } else if let boxed = value.asObject as? PSBoxedValue,
        case .note(.string(let name))? = boxed.extendedMember(nameMember)?.kind
      {
        if boxed.text.hasSuffix(":") {
          pending = name
        } else {
          arguments.append(.parameter(name: name, value: nil, extent: extent))
        }
      } else {
        arguments.append(.value(value, extent))
      }
    }
    return arguments
  }
}

extension CommandArgument {
  /// An argument of the program's command line: `-Name` and `-Name:value` are parameters, anything
  /// else, negative numbers included, is a value.
  init(typed text: String) {
    let parts = text.dropFirst().split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard text.first == "-", let name = parts.first, name.first?.isLetter == true,
      name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
    else {
      self = .value(.string(text), nil)
      return
    }
    self = .parameter(
      name: String(name), value: parts.count > 1 ? .string(String(parts[1])) : nil, extent: nil)
  }
}
