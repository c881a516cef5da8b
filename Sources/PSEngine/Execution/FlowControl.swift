// What unwinds the stack without being an error (`language.md` 5.1).

/// `return`: ends the named block of a script block; its value has been written before.
struct ReturnSignal: EngineSignal {}

/// `break` and `continue`: unwind to a loop, through calls too; without one they end what was typed.
struct LoopSignal: EngineSignal {
  /// The two statements.
  enum Kind {
    case `break`, `continue`
  }

  /// Which of the two.
  let kind: Kind
  /// The label of the loop that is meant; `nil` for the nearest.
  let label: String?

  /// Whether a loop with this label is meant.
  func concerns(_ loopLabel: String?) -> Bool {
    guard let label else { return true }
    return loopLabel.map { $0.equalsIgnoringCase(label) } ?? false
  }
}
