import PSEngine
import WSManProtocol
import XMLStream

/// What a number of Windows means, as `ConvertFrom-WSManFault` gives it.
final class FaultExplanation: PSObject {
  static let typeName = "WSManShell.FaultExplanation"

  let code: WSManErrorCode
  private let advice: WSManErrorAdvice?
  /// Its language.
  let texts: TeachingTexts

  init(_ code: WSManErrorCode, _ texts: TeachingTexts = .english) {
    self.code = code
    self.texts = texts
    advice = WSManErrorAdvice.advice(for: code)
  }

  var name: String { WSManErrorTable.symbol(for: code) ?? "" }
  var causes: [String] { (advice?.causes ?? []).map { texts($0) } }
  var remedies: [String] {
    advice.map { $0.remedies.map { texts($0) } } ?? (name.isEmpty ? unknownRemedies : [])
  }

  /// What to try with a number that is not known.
  private var unknownRemedies: [String] {
    let hexadecimal = "0x" + code.description
    if let other = WSManErrorCode(reading: hexadecimal), WSManErrorTable.symbol(for: other) != nil {
      return [
        texts(
          "It may be meant as hexadecimal: ConvertFrom-WSManFault NUMBER", "NUMBER", hexadecimal)
      ]
    }
    return [texts("See whether all digits are there; numbers of WinRM begin with 0x8033.")]
  }

  /// The text of the table; where it has none, what the parts of the name say.
  var meaning: String {
    guard !name.isEmpty else { return texts("This number is none of those that are known here.") }
    let text = WSManErrorTable.text(for: code)
    guard text.contains(name) else { return texts(text) }
    return meaning(ofName: name)
  }

  /// How the number looks in a SOAP fault; empty when no service answers with it.
  var soapFault: String {
    guard let row = WSManErrorTable.row(for: code) else { return "" }
    return [row.soapCode.rawValue, row.subcode?.localName, row.detail].compactMap { $0 }
      .joined(separator: " / ")
  }

  private func meaning(ofName name: String) -> String {
    var words = name[...]
    for prefix in ["ERROR_WSMAN_", "ERROR_WINRS_", "ERROR_"] where words.hasPrefix(prefix) {
      words = words.dropFirst(prefix.count)
      break
    }
    let isClient = words.hasPrefix("CLIENT_")
    if isClient { words = words.dropFirst("CLIENT_".count) }
    func readable(_ text: Substring) -> String {
      text.split(separator: "_").joined(separator: " ").lowercased()
    }
    if words.hasSuffix("_NULL_PARAM") {
      return texts(
        "A program called the client function for NAME without a parameter that it needs. "
          + "The mistake is in the program, not in the computer.", "NAME",
        readable(words.dropLast(11)))
    }
    if words.hasSuffix("_FLAG"), isClient {
      return texts(
        "A program called the client with flags that do not fit: NAME. "
          + "The mistake is in the program, not in the computer.", "NAME",
        readable(words.dropLast(5)))
    }
    return texts("In the words of its name: NAME.", "NAME", readable(words))
  }

  override var baseTypeNames: [String] { [Self.typeName, "System.Object"] }

  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Code", "System.UInt32"), PSPropertyInfo("Hexadecimal"),
      PSPropertyInfo("Signed", "System.Int32"), PSPropertyInfo("Name"),
      PSPropertyInfo("Meaning"), PSPropertyInfo("SoapFault"),
      PSPropertyInfo("Causes", "System.String[]"), PSPropertyInfo("Advice", "System.String[]"),
    ]
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "code": .number(.uint32(code.rawValue))
    case "hexadecimal": .string(code.hexadecimal)
    case "signed": .number(.int32(code.signed))
    case "name": .string(self.name)
    case "meaning": .string(meaning)
    case "soapfault": .string(soapFault)
    case "causes": .strings(causes)
    case "advice": .strings(remedies)
    default: nil
    }
  }

  override var text: String { name.isEmpty ? code.hexadecimal : name }
}
