import PSEngine
import Testing

@testable import PSCommands

/// A tree of names in which the container `each` is entered child by child.
private final class TreeProvider: CmdletProvider {
  private let children = [
    "": ["plain", "each"], "plain": ["b1", "b2"], "plain\\b1": ["leaf"], "each": ["c1", "c2"],
    "each\\c1": ["x"], "each\\c2": ["y"],
  ]

  func initializeDefaultDrives(_ info: ProviderInfo) -> [PSDriveInfo] {
    [PSDriveInfo(name: "Tree", provider: info, root: "")]
  }
  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool {
    if children[path] != nil { return true }
    return children[ProviderPath.parent(path)]?.contains(ProviderPath.childName(path)) ?? false
  }
  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool {
    children[path] != nil
  }
  func getItem(_ path: String, _ context: ProviderContext) async throws {
    try await context.write(
      ProviderItem(.string(path), path: path, isContainer: children[path] != nil))
  }
  func getChildItems(_ path: String, _ context: ProviderContext) async throws {
    for name in children[path] ?? [] {
      try await getItem(ProviderPath.join(path, name, separator: separator), context)
    }
  }
  func getChildNames(_ path: String, _ context: ProviderContext) async throws -> [ProviderChild] {
    (children[path] ?? []).map {
      let below = ProviderPath.join(path, $0, separator: separator)
      return ProviderChild(name: $0, isContainer: children[below] != nil)
    }
  }
  func entersEachChild(of path: String) -> Bool { path == "each" }
}

private struct TreeModule: PSModule {
  var name: String { "Tree" }
  var version: String { "1.0" }
  func register(in registrar: ModuleRegistrar) {
    registrar.add(provider: TreeProvider(), named: "Tree")
  }
}

@Suite struct RecursionOrderTests {
  private static let order = [
    "plain", "each", "plain\\b1", "plain\\b2", "plain\\b1\\leaf", "each\\c1", "each\\c1\\x",
    "each\\c2", "each\\c2\\y",
  ]

  @Test("all children first, or each child with what is below it where the provider says so")
  func order() async throws {
    let shell = try Shell(modules: [TreeModule()])
    #expect(try await shell.run("dir Tree:\\ -Recurse").output == Self.order)
    #expect(try await shell.run("dir Tree:\\ -Recurse -Name").output == Self.order)
    #expect(
      try await shell.run("dir Tree:\\ -Recurse -Include *1,x").output
        == ["plain\\b1", "each\\c1", "each\\c1\\x"])
  }

  @Test("what the provider cannot do is refused with the engine's own ids")
  func refused() async throws {
    let shell = try Shell(modules: [TreeModule()])
    for (line, command) in [
      ("Set-Item Tree:\\plain 1", "SetItem"), ("Clear-Item Tree:\\plain", "ClearItem"),
      ("New-Item Tree:\\new", "NewItem"), ("Remove-Item Tree:\\plain -Recurse", "RemoveItem"),
      ("Rename-Item Tree:\\plain x", "RenameItem"), ("Copy-Item Tree:\\plain Tree:\\x", "CopyItem"),
      ("Move-Item Tree:\\plain Tree:\\x", "MoveItem"), ("Get-Content Tree:\\plain", "GetContent"),
      ("Set-Content Tree:\\plain x", "SetContent"), ("dir Tree:\\ -Depth 1", "GetChildItem"),
      ("dir Tree:\\ -Filter x", "GetChildItem"),
      ("Get-ItemProperty Tree:\\plain", "GetItemProperty"),
    ] {
      let type = "Microsoft.PowerShell.Commands.\(command)Command"
      #expect(try await shell.run(line).errors == ["NotSupported,\(type)"], "\(line)")
    }
  }

  @Test("wildcards work in every element of a path")
  func wildcards() async throws {
    let shell = try Shell(modules: [TreeModule()])
    #expect(
      try await shell.run("Get-Item Tree:\\*\\c*").output == ["each\\c1", "each\\c2"])
    #expect(try await shell.run("Get-Item Tree:\\e[a-c]ch\\?2\\*").output == ["each\\c2\\y"])
    #expect(try await shell.run("Test-Path Tree:\\*\\nope,Tree:\\p*").output == ["False", "True"])
  }
}
