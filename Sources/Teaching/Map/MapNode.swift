import PSEngine
import PSLanguage

/// An item of the drive with what is below it.
struct MapNode {
  /// The name.
  var name: String
  /// The value of a setting; `nil` for containers.
  var value: String?
  /// What is below; `nil` where the map ends.
  var children: [MapNode]?
  /// Why what is below could not be read.
  var refusal: String?

  /// How many settings are directly below.
  var settings: Int { children?.filter { $0.value != nil }.count ?? 0 }

  /// Reads the tree below a path, as `Get-ChildItem` lists it.
  /// - Parameter depth: how many levels below the path.
  /// - Throws: the first error of a command that lists.
  static func children(
    of path: String, depth: Int, _ context: CommandContext
  ) async throws -> [MapNode] {
    let items = ArrayCollector()
    let list = ScriptBlock(
      context.session.parse(
        "param($path) try { Get-ChildItem -LiteralPath $path -ErrorAction Stop } catch { throw }"
      ).ast)
    try await context.execution.invoke(
      list, arguments: [.string(path)], newScope: true, output: items)
    var nodes: [MapNode] = []
    for case .object(let item) in items.values {
      try Task.checkCancellation()
      func text(_ name: String) async throws -> String {
        let value = try await MemberAccess.find(.object(item), name, in: context.execution)
        return value.map { TextConversion.text(of: $0) } ?? ""
      }
      let name = try await text("Name")
      guard try await text("PSIsContainer") == "True" else {
        nodes.append(MapNode(name: name, value: try await text("Value"), children: nil))
        continue
      }
      var node = MapNode(name: name)
      if depth > 1 {
        let inner = "\(path)\\\(try await text("PSChildName"))"
        do {
          node.children = try await children(of: inner, depth: depth - 1, context)
        } catch let error as PSRuntimeError {
          node.refusal = error.record.message
        }
      }
      nodes.append(node)
    }
    return nodes
  }
}
