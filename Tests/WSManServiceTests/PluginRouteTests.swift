import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// Which plugin serves a request, and whom it lets in (`configuration.md` 9.2 and 13.4).
struct PluginRouteTests {
  private let plugins = PluginDocument.standard(in: .current)
  private let osURI = ResourceURI.wmi.appending("root/cimv2/Win32_OperatingSystem")

  private func plugin(_ name: String, _ inner: String, _ attributes: String = "") throws
    -> PluginDocument
  {
    let text = """
      <PlugInConfiguration xmlns="\(Namespaces.pluginConfiguration)" Name="\(name)" \(attributes)>
        <Resources>\(inner)</Resources>
      </PlugInConfiguration>
      """
    return PluginDocument(name: name, document: try XMLFragment(parsing: text))
  }

  @Test func stockPluginsServeTheirResources() {
    func name(_ uri: String) -> String? {
      PluginRoute.find(ResourceURI(uri), in: plugins)?.plugin.name
    }
    #expect(name(osURI.text) == "WMI Provider")
    #expect(name(ResourceURI.cim.text + "/CIM_Service") == "WMI Provider")
    #expect(name("http://schemas.dmtf.org/wbem/wscim/1/*") == "WMI Provider")
    #expect(name("http://schemas.dmtf.org/wbem/wscim/1/other") == nil)
    let powerShell = "http://schemas.microsoft.com/powershell/Microsoft.PowerShell"
    #expect(name(powerShell) == "microsoft.powershell")
    #expect(name(powerShell + "32") == "microsoft.powershell32")
    #expect(name(powerShell + "/x") == nil)
    #expect(name("urn:x") == nil && name("") == nil)
  }

  @Test func theLongestURIWins() throws {
    let one = try plugin("one", #"<Resource ResourceUri="http://a/"/>"#)
    let two = try plugin("two", #"<Resource ResourceUri="http://a/b/"/>"#)
    let exact = try plugin("exact", #"<Resource ResourceUri="http://a/b/c" ExactMatch="TRUE"/>"#)
    func name(_ uri: String) -> String? {
      PluginRoute.find(ResourceURI(uri), in: [one, two, exact])?.plugin.name
    }
    #expect(name("http://a/x") == "one" && name("http://A/B/x") == "two")
    #expect(name("http://a/b/c") == "exact" && name("http://a/b/cd") == "two")
  }

  @Test func capabilitiesCoverActions() throws {
    let classes = try #require(PluginRoute.find(osURI, in: plugins))
    #expect(classes.offers(.get) && classes.offers(.delete) && classes.offers(.create(nil)))
    #expect(classes.offers(.enumerate(EnumerateRequest())) && classes.supportsFiltering)
    #expect(classes.supportsFragment(.get) && !classes.supportsFragment(.delete))
    #expect(classes.isEnabled && !classes.servesShells && classes.supportsOptions)
    let all = try #require(
      PluginRoute.find(ResourceURI("http://schemas.dmtf.org/wbem/wscim/1/*"), in: plugins))
    #expect(!all.offers(.get) && all.offers(.enumerate(EnumerateRequest())))
    let shell = try #require(
      PluginRoute.find(
        ResourceURI("http://schemas.microsoft.com/powershell/Microsoft.PowerShell"), in: plugins))
    #expect(shell.servesShells && shell.offers(.create(nil)) && shell.offers(.delete))
    let off = try plugin("off", #"<Resource ResourceUri="http://a/"/>"#, #"Enabled="False""#)
    #expect(PluginRoute.find(ResourceURI("http://a/"), in: [off])?.isEnabled == false)
  }

  @Test func theBestSecurityEntryCounts() throws {
    func sddl(_ sid: String) -> String { "O:NSG:BAD:P(A;;GA;;;\(sid))" }
    let resource = """
      <Resource ResourceUri="http://a/">
        <Security Uri="" Sddl="\(sddl("BA"))"/>
        <Security Uri="http://a/b" Sddl="\(sddl("WD"))"/>
        <Security Uri="http://a/b/c" ExactMatch="true" Sddl="\(sddl("NU"))"/>
      </Resource>
      """
    let stored = [try plugin("one", resource)]
    func found(_ uri: String) -> String? {
      PluginRoute.find(ResourceURI(uri), in: stored)?
        .securityDescriptor(for: ResourceURI(uri), in: stored)
    }
    #expect(found("http://a/x") == sddl("BA") && found("http://a/B/x") == sddl("WD"))
    #expect(found("http://a/b/c") == sddl("NU") && found("http://a/b/cd") == sddl("WD"))
    // What is stored now counts, whatever it was when the service started.
    let changed = [try plugin("ONE", #"<Resource ResourceUri="http://a/"/>"#)]
    let route = try #require(PluginRoute.find(ResourceURI("http://a/x"), in: stored))
    #expect(route.securityDescriptor(for: ResourceURI("http://a/x"), in: changed) == nil)
    #expect(route.securityDescriptor(for: ResourceURI("http://a/x"), in: []) == sddl("BA"))
  }

  @Test func accessFollowsThePluginThenTheRoot() throws {
    let root = "O:NSG:BAD:P(A;;GR;;;BU)"
    let configuration = ComputerConfiguration(overrides: ["Service.RootSDDL": root])
    func allows(_ rights: AccessRights, _ caller: Caller, _ uri: ResourceURI) -> Bool {
      AccessCheck(caller: caller, configuration: configuration)
        .allows(rights, on: uri, through: PluginRoute.find(uri, in: configuration.plugins))
    }
    let manager = Caller(
      userName: #"S\m"#, groups: [WellKnownSIDs.remoteManagementUsers], connection: .http)
    #expect(allows(.write, manager, osURI))
    #expect(!allows(.read, TestComputer.user, osURI))
    // The shells of the service itself have no plugin.
    #expect(
      allows(.read, TestComputer.user, .shell) && !allows(.execute, TestComputer.user, .shell))
    #expect(!allows(.read, manager, .shell))
    let local = Caller(userName: #"S\m"#, groups: [], connection: .local)
    #expect(allows(.execute, local, .shell))
  }
}
