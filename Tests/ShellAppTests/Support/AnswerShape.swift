import WSManProtocol
import XMLStream

/// What two answers to the same request have in common: everything but ids, times, names and texts.
struct AnswerShape: Equatable {
  /// The URI of the action.
  let action: String
  /// The elements and attributes, each with those around it.
  let places: Set<String>
  /// The values that tell a client what to do: codes, states and names of streams.
  let values: Set<String>

  /// Reads an answer.
  init(_ text: String) throws {
    let envelope = try XMLFragment(parsing: text)
    action =
      envelope.child(localName: "Header")?.child(localName: "Action")?.text ?? ""
    var places: Set<String> = []
    var values: Set<String> = []
    Self.walk(envelope, "", &places, &values)
    self.places = places
    self.values = values
  }

  private static let telling: Set<String> = ["Value", "FaultDetail", "ExitCode", "ResourceURI"]
  private static let tellingAttributes: Set<String> = ["Code", "State", "End", "provider", "path"]

  private static func walk(
    _ element: XMLFragment, _ above: String, _ places: inout Set<String>,
    _ values: inout Set<String>
  ) {
    let place = above + "/" + Self.short(element.namespace) + element.localName
    places.insert(place)
    if telling.contains(element.localName) {
      // A qualified name has the prefix that the service likes.
      let value = element.text.split(separator: ":").last.map(String.init) ?? ""
      values.insert("\(element.localName)=\(element.text.hasPrefix("http") ? element.text : value)")
    }
    for attribute in element.attributes {
      places.insert(place + "@" + attribute.name.localName)
      if tellingAttributes.contains(attribute.name.localName) {
        values.insert("\(attribute.name.localName)=\(attribute.value)")
      }
    }
    for child in element.children { walk(child, place, &places, &values) }
  }

  /// The last words of a namespace are enough to tell them apart.
  private static func short(_ namespace: String) -> String {
    let words = namespace.split(separator: "/").suffix(2).joined(separator: "/")
    return words.isEmpty ? "" : "{\(words)}"
  }

  /// What the recorded answer has and ours has not, and the other way round; empty when they agree.
  ///
  /// - Parameter ignored: places that may differ, with what is below them.
  func differences(from recorded: AnswerShape, but ignored: [String]) -> [String] {
    func counts(_ place: String) -> Bool { !ignored.contains { place.contains($0) } }
    var list: [String] = []
    if action != recorded.action { list.append("action \(action), not \(recorded.action)") }
    list += recorded.places.subtracting(places).filter(counts).sorted().map { "missing \($0)" }
    list += places.subtracting(recorded.places).filter(counts).sorted().map { "more \($0)" }
    list += recorded.values.subtracting(values).filter(counts).sorted().map { "missing \($0)" }
    list += values.subtracting(recorded.values).filter(counts).sorted().map { "more \($0)" }
    return list
  }
}
