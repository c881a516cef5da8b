import Foundation
import Testing
import XMLStream

@testable import WSManModule

/// Changes of a plugin's document leave everything else as it was (`provider.md` 14, Q17).
@Suite struct PluginEditorTests {
  private static let namespace =
    "http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
  private static let resource = ItemNames.resource("http://foo/")
  private static let text = """
    <PlugInConfiguration xmlns="\(namespace)" Name="P" Filename="f.dll" \
    OutputBufferingMode="Block" xml:lang="en-US"><InitializationParameters>\
    <Param Name="PSVersion" Value="5.1"/></InitializationParameters><Resources>\
    <Resource ResourceUri="http://foo/"><Security Uri="http://foo/" Sddl="a"/>\
    <Security Uri="http://foo/x" Sddl="b"/><Capability Type="Get" SupportsFragment="true"/>\
    </Resource></Resources><Quotas MaxShells="25"/></PlugInConfiguration>
    """

  private func edited(_ change: (inout PluginEditor) -> Void) throws -> String {
    var editor = PluginEditor(try XMLFragment(parsing: Self.text))
    change(&editor)
    return editor.document.description
  }

  /// The document with some of its text replaced, and without the language.
  private func expected(_ pairs: (String, String)...) -> String {
    ([(" xml:lang=\"en-US\"", "")] + pairs).reduce(Self.text) { text, pair in
      text.replacingOccurrences(of: pair.0, with: pair.1)
    }
  }

  @Test func attributes() throws {
    #expect(
      try edited { $0.set("FILENAME", to: "a&b\"") }
        == expected(("\"f.dll\"", "\"a&amp;b&quot;\"")))
    #expect(
      try edited { $0.set("AutoRestart", to: "true") }
        == expected(("\"Block\"", "\"Block\" AutoRestart=\"true\"")))
    #expect(try edited { $0.setQuota("maxshells", to: "1") } == expected(("\"25\"", "\"1\"")))
    #expect(
      try edited { $0.setResource(Self.resource.lowercased(), "SupportsOptions", to: "True") }
        == expected(
          (
            "<Resource ResourceUri=\"http://foo/\">",
            "<Resource ResourceUri=\"http://foo/\" SupportsOptions=\"True\">"
          )))
  }

  @Test("all security entries of a resource share a name, and are set together")
  func security() throws {
    #expect(
      try edited { $0.setSecurity(Self.resource, "sddl", to: "c") }
        == expected(("Sddl=\"a\"", "Sddl=\"c\""), ("Sddl=\"b\"", "Sddl=\"c\"")))
    #expect(
      try edited { $0.removeSecurity(Self.resource) }
        == expected(("<Security Uri=\"http://foo/\" Sddl=\"a\"/>", "")))
  }

  @Test("a new entry stands before the capabilities")
  func newSecurity() throws {
    var uri: String?
    #expect(
      try edited { uri = $0.addSecurity(Self.resource, sddl: "c") }
        == expected(("<Capability", "<Security Uri=\"http://foo/\" Sddl=\"c\"/><Capability")))
    #expect(uri == "http://foo/")
    #expect(try edited { uri = $0.addSecurity("Resource_1", sddl: "c") } == expected())
    #expect(uri == nil)
  }

  @Test func parameters() throws {
    var isFound = false
    #expect(
      try edited { isFound = $0.setParameter("psversion", to: "2") }
        == expected(("\"5.1\"", "\"2\"")))
    #expect(isFound)
    #expect(try edited { isFound = $0.setParameter("nope", to: "2") } == expected())
    #expect(!isFound)
    #expect(
      try edited { $0.addParameter("n", "<v>") }
        == expected(("\"5.1\"/>", "\"5.1\"/><Param Name=\"n\" Value=\"&lt;v&gt;\"/>")))
    #expect(
      try edited { $0.removeParameter("PSVERSION") }
        == expected(
          ("<Param Name=\"PSVersion\" Value=\"5.1\"/>", ""),
          ("<InitializationParameters></InitializationParameters>", "<InitializationParameters/>")))
  }

  @Test("missing containers are made in their places")
  func containers() throws {
    let bare = "<PlugInConfiguration xmlns=\"\(Self.namespace)\" Name=\"P\"/>"
    var editor = PluginEditor(try XMLFragment(parsing: bare))
    editor.addResource("http://a/", capabilities: ["Get", "Put"])
    editor.addParameter("n", "v")
    #expect(editor.document.children.map(\.localName) == ["InitializationParameters", "Resources"])
    let capabilities = editor.document.descendants("Capability")
    #expect(capabilities.map { $0.attribute(localName: "Type") } == ["Get", "Put"])
  }
}
