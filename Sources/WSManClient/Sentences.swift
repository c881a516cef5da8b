extension String {
  /// The text as a sentence, so that another one can stand behind it: a message may end in a command,
  /// which has no full stop.
  package var asSentence: String { hasSuffix(".") ? self : self + "." }
}
