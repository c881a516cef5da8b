import PSEngine
import PSLanguage
import Synchronization
import Testing

@testable import XMLObjects

/// `[xml]` as scripts use it (`language.md` 4.9).
struct XMLScriptTests {
  private final class SilentHost: PSHost {
    let name = "TestHost"
    let width = 120
    let height = 50
    let supportsColor = false
    let isInteractive = false
    func write(_ text: String, to stream: HostStream) {}
    func readLine(prompt: String) async throws -> String? { nil }
    func readSecret(prompt: String) async throws -> String? { nil }
    func show(_ progress: ProgressRecord) {}
    func clearScreen() {}
    func start(_ program: NativeProgram) async throws -> any NativeProcess {
      throw CancellationError()
    }
  }

  private func run(_ text: String) async throws -> [String] {
    let runspace = Runspace(
      configuration: RunspaceConfiguration(), host: SilentHost(), modules: [XMLObjectsModule()])
    return try await runspace.withContext { context in
      let collector = ArrayCollector()
      let errors = ArrayCollector()
      let result = context.session.parse(text)
      if let problem = result.diagnostics.first { return ["!syntax: \(problem.message)"] }
      let inner = context.redirected { $0.error = errors }
      try await inner.invoke(ScriptBlock(result.ast), newScope: false, output: collector)
      return collector.values.map { TextConversion.text(of: $0) }
        + errors.values.map { "!" + (($0.asObject as? ErrorRecord)?.errorId ?? "") }
    }
  }

  @Test(arguments: [
    ("([xml]'<a><b>1</b><b>2</b></a>').a.b", ["1", "2"]),
    ("([xml]'<a><b>1</b></a>').a.B.GetType().Name", ["String"]),
    ("([xml]'<a x=\"1\"><b/></a>').a.x", ["1"]),
    ("([xml]'<a><b/></a>').a.b -eq ''", ["True"]),
    ("([xml]'<a><b x=\"1\">t</b></a>').a.b.'#text'", ["t"]),
    ("([xml]'<a><b x=\"1\"/></a>').a.b.Count", ["1"]),
    ("([xml]'<a/>').DocumentElement.LocalName", ["a"]),
    ("\"$(([xml]'<a><b x=\"1\"/></a>').a.b)\"", ["b"]),
    ("([xml]('<a>', '<b>1</b>', '</a>')).a.b", ["1"]),
    ("[xml]'<a>' ; 'next'", ["next", "!InvalidCastToXmlDocument"]),
    ("$d = [xml]'<a><b>1</b></a>'; $d.a.b = '2'; $d.OuterXml", ["<a><b>2</b></a>"]),
    ("$d = [xml]'<a x=\"1\"/>'; $d.a.x = 2; $d.a.x", ["1", "!XmlNodeSetShouldBeAString"]),
    ("$d = [xml]'<a/>'; $d.DocumentElement.SetAttribute('n', 'v'); $d.OuterXml", ["<a n=\"v\" />"]),
    (
      "$d = [xml]'<a xml:lang=\"en\" b=\"1\"/>'; $d.a.RemoveAttribute('xml:lang'); $d.OuterXml",
      ["<a b=\"1\" />"]
    ),
    (
      "$d = [xml]'<a/>'; $e = $d.CreateElement('b'); $e.InnerText = '<'; [void]$d.DocumentElement.AppendChild($e); $d.OuterXml",
      ["<a><b>&lt;</b></a>"]
    ),
    ("([xml]'<a><b n=\"1\"/><b n=\"2\"/></a>').SelectSingleNode('//b[@n=2]').n", ["2"]),
    ("([xml]'<a><b/><b/></a>').SelectNodes('//b').Count", ["2"]),
    ("([xml]'<a><b/><b/></a>').a.ChildNodes.Count", ["2"]),
    ("([xml]'<a n=\"5\"/>').a.Attributes['n'].Value", ["5"]),
    (
      "$d = [xml]'<p:a xmlns:p=\"urn:p\"><p:b>1</p:b></p:a>'; $m = [System.Xml.XmlNamespaceManager]::new($d.NameTable); $m.AddNamespace('q', 'urn:p'); $d.SelectSingleNode('//q:b', $m).InnerText",
      ["1"]
    ),
    (
      "$d = [xml]'<a><b/></a>'; $a = $d.a; [void]$a.RemoveChild($a.FirstChild); $a.HasChildNodes",
      ["False"]
    ),
    ("([xml]'<a/>') -is [xml]", ["True"]),
    ("([xml]'<a x=\"1\"/>').a -is [System.Xml.XmlElement]", ["True"]),
    ("([xml]'<a xmlns=\"u\" x=\"1\"/>').a.PSObject.TypeNames[0]", ["System.Xml.XmlElement#u#a"]),
    ("([xml]'<a><b><c/></b></a>').a['b'].OuterXml", ["<b><c /></b>"]),
    ("$d = [xml]'<a/>'; $d.DocumentElement.InnerXml = '<b>1</b>'; $d.a.b", ["1"]),
    ("([xml]'<a/>').SelectNodes('//[')", ["!XPathException"]),
    ("(Select-Xml -Content '<a><b>1</b><b>2</b></a>' -XPath '//b').Count", ["2"]),
    ("([xml]'<a><b>x</b></a>' | Select-Xml '//b').Node.InnerText", ["x"]),
    ("Select-Xml -Content '<a xmlns=\"u\"><b>1</b></a>' -XPath '//q:b' -Namespace @{q='u'}", ["1"]),
    (
      "$d = [xml]'<a/>'; $c = [xml]'<b/>'; $d.DocumentElement.AppendChild($c.DocumentElement)",
      ["!ArgumentException"]
    ),
  ])
  func scripts(text: String, expected: [String]) async throws {
    let result = try await run(text)
    #expect(result == expected)
  }
}
