import Foundation
import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// The plugins of the earlier generations (`configuration.md` 9.4).
struct GenerationTests {
  private struct Specification: Decodable {
    struct Plugins: Decodable {
      let stock: [Plugin]
    }
    struct Plugin: Decodable {
      let name: String
      let quotas: [String: Int]
      let quotasWs2012: [String: Int]?
    }
    let plugin: Plugins
  }

  private func quotas(_ plugin: PluginDocument) -> [String: Int] {
    let attributes = plugin.document.child(localName: "Quotas")?.attributes ?? []
    return Dictionary(
      attributes.map { ($0.name.localName, Int($0.value) ?? -1) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func quotasAreThoseOfTheGeneration() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Specification/configuration.json")
    let stock = try JSONDecoder().decode(Specification.self, from: Data(contentsOf: file))
      .plugin.stock
    let now = PluginDocument.standard(in: .current)
    let then = PluginDocument.standard(in: .ws2012)
    #expect(now.count == 7 && then.map(\.name) == now.map(\.name))
    for (index, plugin) in then.enumerated() {
      let expected = try #require(stock.first { $0.name == plugin.name })
      #expect(quotas(now[index]) == expected.quotas)
      #expect(quotas(plugin) == expected.quotasWs2012 ?? expected.quotas, "\(plugin.name)")
      // Everything but the quotas is the same.
      #expect(
        plugin.document.child(localName: "Resources")
          == now[index].document.child(localName: "Resources"))
    }
  }

  @Test func winRM20HasFivePlugins() throws {
    let plugins = PluginDocument.standard(in: .winrm20)
    #expect(
      plugins.map(\.name) == [
        "Event Forwarding Plugin", "microsoft.powershell", "microsoft.ServerManager", "SEL Plugin",
        "WMI Provider",
      ])
    for plugin in plugins {
      #expect(plugin.document.attribute(localName: "Name") == plugin.name)
      #expect(plugin.document.attribute(localName: "SDKVersion") == "1")
      #expect(plugin.document.attribute(localName: "OutputBufferingMode") == nil)
      #expect(!plugin.document.description.contains(";;;RM)"))
    }
    let shell = try #require(
      PluginRoute.find(
        ResourceURI("http://schemas.microsoft.com/powershell/microsoft.powershell"), in: plugins))
    #expect(shell.servesShells)
    #expect(PluginDocument.standard(in: .winrm11).isEmpty)
  }

  @Test(arguments: ConfigurationProfile.allCases)
  func everyStandardDocumentCanBePutBack(profile: ConfigurationProfile) async throws {
    let computer = TestComputer(ComputerConfiguration(profile: profile))
    for plugin in PluginDocument.standard(in: profile) {
      let selectors: SelectorSet = ["Name": plugin.name]
      let document = try #require(await computer.get("/plugin", selectors: selectors))
      let answer = await computer.send(.put(document), to: "/plugin", selectors: selectors)
      guard case .put(let same?) = answer else {
        Issue.record("\(plugin.name): \(answer)")
        continue
      }
      #expect(same == document, "\(plugin.name)")
    }
    for path in ["", "/client", "/service", "/winrs"] {
      let document = try #require(await computer.get(path))
      #expect(await computer.send(.put(document), to: path).fault == nil)
    }
    #expect(try await computer.store.configuration().overrides.isEmpty)
  }

  @Test(arguments: [(ConfigurationProfile.current, nil as UInt32?), (.ws2012, 2_150_858_817)])
  func usersOfAPluginAreLimited(profile: ConfigurationProfile, code: UInt32?) async throws {
    let computer = TestComputer(ComputerConfiguration(profile: profile))
    let body = try XMLFragment(
      parsing: "<PlugInConfiguration xmlns='\(Namespaces.pluginConfiguration)'>"
        + "<Quotas MaxConcurrentUsers='101'/></PlugInConfiguration>")
    let answer = await computer.send(
      .put(body), to: "/plugin", selectors: ["Name": "microsoft.powershell"])
    #expect(answer.fault?.code.rawValue == code)
  }
}
