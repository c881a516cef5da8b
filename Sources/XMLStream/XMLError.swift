/// Why a document was refused.
public struct XMLError: Error, Sendable, Equatable {
  /// The kinds of failure.
  public enum Kind: Sendable, Equatable {
    /// The rules of XML are broken; the text is the parser's own.
    case notWellFormed(String)
    /// libxml2 cannot be used; the text says why.
    case parserMissing(String)
    /// There is no element at all.
    case empty
    /// A document type declaration, or an entity declaration, which SOAP forbids.
    case documentType
    /// A processing instruction, which SOAP forbids.
    case processingInstruction
    /// The declaration names another encoding than UTF-8 and UTF-16, or the bytes do not fit it.
    case encoding(String)
    /// Another version than XML 1.0.
    case version(String)
    /// A character that XML cannot carry.
    case character
    /// The document costs more than is allowed; the number is the limit.
    case limit(XMLLimit, Int)
    /// Another element than this one was expected.
    case expected(XMLName)
    /// An element stands where only text may be.
    case unexpectedElement(XMLName)
  }

  /// What is wrong.
  public let kind: Kind
  /// The line, counted from 1; 0 when the place is not known.
  public let line: Int

  /// An error at a place.
  public init(_ kind: Kind, line: Int = 0) {
    self.kind = kind
    self.line = line
  }
}

extension XMLError: CustomStringConvertible {
  /// What is wrong and where, as one sentence.
  public var description: String {
    let place = line > 0 ? " (line \(line))" : ""
    return switch kind {
    case .notWellFormed(let reason): "The XML is not well formed\(place): \(reason)"
    case .parserMissing(let reason):
      "libxml2, which reads XML, could not be loaded (\(reason)). Install it (Debian: apt-get "
        + "install libxml2) and start again."
    case .empty: "The XML document is empty."
    case .documentType: "The XML document has a document type declaration, which is refused."
    case .processingInstruction:
      "The XML document has a processing instruction, which is refused\(place)."
    case .encoding(let name): "The encoding \(name) is refused; use UTF-8 or UTF-16."
    case .version(let version): "XML version \(version) is refused; use 1.0."
    case .character: "The XML document holds a character that XML does not allow\(place)."
    case .limit(let limit, let allowed):
      "The XML document has more than \(allowed) \(limit.rawValue)\(place)."
    case .expected(let name): "The element \(name.localName) is missing\(place)."
    case .unexpectedElement(let name):
      "The element \(name.localName) is not allowed here\(place)."
    }
  }
}
