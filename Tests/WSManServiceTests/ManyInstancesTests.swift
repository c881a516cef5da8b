import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// Many instances, and many writers.
struct ManyInstancesTests {
  /// Enumerates everything in pages.
  private func count(_ path: String, of computer: TestComputer) async throws -> Int {
    let request = EnumerateRequest(optimize: true, maxElements: 500)
    var batch = try #require(await computer.send(.enumerate(request), to: path).batch)
    var count = batch.items.count
    while let context = batch.context {
      let pull = PullRequest(context: context, maxElements: 500)
      batch = try #require(await computer.send(.pull(pull), to: path).batch)
      count += batch.items.count
    }
    return count
  }

  @Test(.timeLimit(.minutes(1)))
  func tenThousandListeners() async throws {
    let listeners = (0..<10_000).map { number in
      ListenerConfiguration(
        address: "IP:10.0.\(number / 256 % 256).\(number % 256)",
        transport: number % 2 == 0 ? .https : .http, port: 5985)
    }
    let computer = TestComputer(ComputerConfiguration(listeners: listeners))
    #expect(try await count("/listener", of: computer) == 10_000)
  }

  @Test(.timeLimit(.minutes(1)))
  func aThousandPlugins() async throws {
    let plugins = try (0..<1000).map { number in
      PluginDocument(
        name: "plugin\(number)",
        document: try XMLFragment(
          parsing: "<PlugInConfiguration xmlns='\(Namespaces.pluginConfiguration)' "
            + "Name='plugin\(number)'><Resources><Resource ResourceUri='http://p\(number)/'/>"
            + "</Resources></PlugInConfiguration>"))
    }
    let computer = TestComputer(ComputerConfiguration(plugins: plugins))
    #expect(try await count("/plugin", of: computer) == 1000)
    #expect(
      PluginRoute.find(ResourceURI("http://p999/x"), in: plugins)?.plugin.name == "plugin999")
  }

  @Test func writersAtTheSameTimeLoseNothing() async throws {
    let computer = TestComputer()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          let name = "plugin\(number)"
          let body = XMLFragment(
            "", XMLName(Namespaces.pluginConfiguration, "PlugInConfiguration")
          ) { root in
            let namespace = Namespaces.pluginConfiguration
            root.declare("", namespace)
            for (key, value) in [
              ("Filename", #"%windir%\system32\pwrshplugin.dll"#), ("SDKVersion", "2"),
              ("XmlRenderingType", "text"),
            ] {
              root.attribute(key, value)
            }
            root.element("", XMLName(namespace, "Resources")) { resources in
              resources.element("", XMLName(namespace, "Resource")) { resource in
                resource.attribute("ResourceUri", "http://\(name)/")
                resource.element("", XMLName(namespace, "Capability")) {
                  $0.attribute("Type", "Get")
                }
              }
            }
          }
          let answer = await computer.send(
            .create(body), to: "/plugin", selectors: ["Name": name])
          #expect(answer.fault == nil, "\(name)")
        }
        group.addTask {
          let section = number % 2 == 0 ? "client" : "service"
          let element = number % 2 == 0 ? "NetworkDelayms" : "MaxConnections"
          let namespace = "\(TestComputer.base)/\(section)"
          let body = XMLFragment("p", XMLName(namespace, section)) { root in
            root.declare("p", namespace)
            root.element("p", XMLName(namespace, element), text: "501")
          }
          _ = await computer.send(.put(body), to: "/" + section)
        }
      }
    }
    let configuration = try await computer.store.configuration()
    #expect(configuration.plugins.count == 47)
    #expect(
      configuration.overrides == ["Client.NetworkDelayms": "501", "Service.MaxConnections": "501"])
  }
}
