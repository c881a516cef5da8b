import Foundation
import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// Plugin documents that are wrong in each way (`configuration.md` 9.1 to 9.3).
struct PluginInputTests {
  private struct Specification: Decodable {
    struct Quota: Decodable {
      let name: String
      let min: UInt64
      let max: UInt64
    }
    struct Plugin: Decodable {
      let quotas: [Quota]
    }
    let plugin: Plugin
  }

  private let computer = TestComputer()
  private let selectors: SelectorSet = ["Name": "microsoft.powershell"]

  private func put(_ attributes: String, _ inner: String = "") async throws -> UInt32? {
    let text = """
      <PlugInConfiguration xmlns="\(Namespaces.pluginConfiguration)" \(attributes)>\(inner)\
      </PlugInConfiguration>
      """
    return await computer.send(
      .put(try XMLFragment(parsing: text)), to: "/plugin", selectors: selectors
    ).fault?.code.rawValue
  }

  private func isUntouched() async throws -> Bool {
    try await computer.store.configuration() == ComputerConfiguration()
  }

  @Test func everyQuotaWithEveryBadValue() async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Specification/configuration.json")
    let quotas = try JSONDecoder().decode(Specification.self, from: Data(contentsOf: file))
      .plugin.quotas
    #expect(quotas.count == 10)
    for quota in quotas {
      var bad = [
        "", "-1", "18446744073709551616", "abc", "1.5", " ", "]]&gt;", "&lt;a/&gt;",
        String(quota.max + 1), String(repeating: "9", count: 60_000),
      ]
      if quota.min > 0 { bad.append(String(quota.min - 1)) }
      for value in bad {
        // A good value beside the bad one is not stored either.
        let code = try await put(
          "", #"<Quotas MaxShells="7" \#(quota.name)="\#(value)"/>"#.onlyOnce)
        #expect(code == 2_150_858_817, "\(quota.name) = \(value.prefix(30))")
      }
      #expect(try await isUntouched(), "\(quota.name)")
      for value in [quota.min, quota.max] {
        #expect(try await put("", #"<Quotas \#(quota.name)="\#(value)"/>"#) == nil)
      }
      try await computer.store.update { $0 = ComputerConfiguration() }
    }
  }

  @Test(arguments: [
    (#"Filename="""#, 2_150_859_153), (#"Filename="pwrshplugin.dll""#, 2_150_859_153),
    (#"Filename="..\x.dll""#, 2_150_859_153),
    (#"Filename="C:\Windows\system32\nothing.dll""#, 2_150_859_154),
    (#"SDKVersion="3""#, 2_150_858_817), (#"SDKVersion="""#, 2_150_858_817),
    (#"XmlRenderingType="json""#, 2_150_858_817), (#"Enabled="2""#, 2_150_858_817),
    (#"ProcessIdleTimeoutSec="1209601""#, 2_150_858_817),
    (#"OutputBufferingMode="Keep""#, 2_150_858_817), (#"UseSharedProcess="""#, 2_150_858_817),
    (#"AutoRestart="maybe""#, 2_150_858_817), (#"Nonsense="1""#, 2_150_858_817),
    (#"Name="other""#, 2_150_858_989),
  ])
  func badAttributes(attribute: String, code: UInt32) async throws {
    #expect(try await put(attribute) == code)
    #expect(try await put(#"OutputBufferingMode="Drop" "#.onlyOnce(beside: attribute)) == code)
    #expect(try await isUntouched())
  }

  @Test(arguments: [
    ("<Nonsense/>", 2_150_858_817), ("<Quotas/><Quotas/>", 2_150_858_817),
    ("<Resources/>", 2_150_858_839), ("<Resources><Quotas/></Resources>", 2_150_858_817),
    ("<InitializationParameters><Param/></InitializationParameters>", 2_150_858_839),
    (
      #"<InitializationParameters><Param Name="a" Value=""/></InitializationParameters>"#,
      2_150_858_838
    ),
    ("<InitializationParameters><X/></InitializationParameters>", 2_150_858_817),
    (
      #"<Resources><Resource ResourceUri="http://schemas.microsoft.com/wbem/wsman/1/wmi">"#
        + #"<Capability Type="Get"/></Resource></Resources>"#, 2_150_858_803
    ),
  ])
  func badParts(inner: String, code: UInt32) async throws {
    #expect(try await put("", inner) == code)
    #expect(try await isUntouched())
  }

  @Test func badRoots() async throws {
    for (text, code) in [
      ("<PlugInConfiguration xmlns='urn:x'/>", 2_150_858_840 as UInt32),
      ("<Plugin xmlns='\(Namespaces.pluginConfiguration)'/>", 2_150_858_773),
    ] {
      let answer = await computer.send(
        .put(try XMLFragment(parsing: text)), to: "/plugin", selectors: selectors)
      #expect(answer.fault?.code.rawValue == code)
    }
    #expect(try await isUntouched())
  }

  @Test func attributesAreKeptAsTheyWereWritten() async throws {
    #expect(try await put(#"Enabled="False" XmlRenderingType="TEXT" RunAsUser="someone""#) == nil)
    let document = try #require(await computer.get("/plugin", selectors: selectors))
    #expect(document.attribute(localName: "Enabled") == "False")
    #expect(document.attribute(localName: "XmlRenderingType") == "TEXT")
    #expect(document.attribute(localName: "RunAsUser") == "someone")
    #expect(document.child(localName: "Quotas")?.attributes.count == 8)
    #expect(try await put(#"RunAsUser="""#) == nil)
    let cleared = try #require(await computer.get("/plugin", selectors: selectors))
    #expect(cleared.attribute(localName: "RunAsUser") == "")
    #expect(cleared.attribute(localName: "RunAsPassword") == "")
  }

  @Test func aChangeWaitsForTheNextStart() async throws {
    func mode() async -> String? {
      await computer.service.started?.plugins.first { $0.isNamed("microsoft.powershell") }?
        .document.attribute(localName: "OutputBufferingMode")
    }
    #expect(try await put(#"OutputBufferingMode="Drop""#) == nil)
    let stored = await computer.get("/plugin", selectors: selectors)
    #expect(stored?.attribute(localName: "OutputBufferingMode") == "Drop")
    #expect(await mode() == "Block")
    try await computer.service.stop()
    try await computer.service.start()
    #expect(await mode() == "Drop")
  }
}

extension String {
  /// The attributes without the first of two that have the same name.
  fileprivate var onlyOnce: String {
    components(separatedBy: "MaxShells=").count > 2
      ? replacing(#"MaxShells="7" "#, with: "", maxReplacements: 1) : self
  }

  /// The attribute and another one, unless both have the same name.
  fileprivate func onlyOnce(beside other: String) -> String {
    other.hasPrefix("OutputBufferingMode") ? other : self + other
  }
}
