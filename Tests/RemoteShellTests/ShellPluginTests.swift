import Testing
import WSManProtocol
import WSManService
import XMLStream

/// The quotas of a plugin that serves shells (`configuration.md` 9.3).
@Suite struct ShellPluginTests {
  private let create = RequestBody.create(ShellDescription().request)

  /// A computer whose shells are those of a plugin.
  private func computer(
    _ quotas: String, resource: String = "", attributes: String = "",
    settings: [String: String] = [:], rules: [CommandRule] = []
  ) throws -> ShellComputer {
    let document = try XMLFragment(
      parsing: """
        <PlugInConfiguration xmlns="\(Namespaces.pluginConfiguration)" Name="Shells" \(attributes)>
          <Resources>
            <Resource ResourceUri="\(ResourceURI.shell.text)" \(resource)>
              <Security Uri="" Sddl="O:NSG:BAD:P(A;;GA;;;BA)"/>
              <Capability Type="Shell"/>
            </Resource>
          </Resources>
          <Quotas \(quotas)/>
        </PlugInConfiguration>
        """)
    return ShellComputer(
      settings, rules: rules, plugins: [PluginDocument(name: "Shells", document: document)])
  }

  @Test func shellsAreCounted() async throws {
    let computer = try computer(#"MaxShells="3" MaxShellsPerUser="2""#)
    let shell = try await computer.open()
    _ = try await computer.open()
    #expect(try await computer.send(create).faultCode == 2_150_859_236)
    _ = try await computer.open(as: ShellComputer.bob)
    #expect(try await computer.send(create, as: ShellComputer.bob).faultCode == 2_150_859_238)
    _ = try await computer.send(.delete, shell: shell)
    _ = try await computer.open(as: ShellComputer.bob)
  }

  @Test func usersAreCounted() async throws {
    let computer = try computer(#"MaxConcurrentUsers="1""#)
    _ = try await computer.open()
    #expect(try await computer.send(create, as: ShellComputer.bob).faultCode == 2_150_859_237)
  }

  @Test func commandsAreCounted() async throws {
    let computer = try computer(#"MaxConcurrentCommandsPerShell="1""#)
    let shell = try await computer.open()
    _ = try await computer.start("ping -n 60 localhost", in: shell)
    let line = ShellCommandLine("ver").element
    #expect(try await computer.send(.command, line, shell: shell).faultCode == 2_150_859_241)
  }

  @Test(
    arguments: [("1", "0"), ("0", "1"), ("1", "5")] as [(String, String)])
  func theSmallerNumberOfProcessesCounts(_ own: String, _ general: String) async throws {
    let computer = try computer(
      #"MaxProcessesPerShell="\#(own)""#, settings: ["Winrs.MaxProcessesPerShell": general])
    let shell = try await computer.open()
    _ = try await computer.start("ping -n 60 localhost", in: shell)
    let line = ShellCommandLine("ver").element
    #expect(try await computer.send(.command, line, shell: shell).faultCode != nil)
  }

  @Test func memoryIsLimited() async throws {
    let rule = CommandRule(pattern: "much", output: String(repeating: "x", count: 2 << 20))
    let computer = try computer(#"MaxMemoryPerShellMB="1""#, rules: [rule])
    #expect(try await computer.run("much").errors.hasPrefix("Not enough memory"))
  }

  @Test func idleShellsGo() async throws {
    let computer = try computer(#"IdleTimeoutms="60000" MaxIdleTimeoutms="120000""#)
    let shell = try await computer.open()
    computer.clock.advance(.seconds(61))
    #expect(try await computer.send(.get, shell: shell).faultCode == 0x8033_805B)
    // A client may ask for more, up to the largest that is allowed.
    var wish = ShellDescription()
    wish.idleTimeout = "PT600S"
    let second = try await computer.open(wish)
    computer.clock.advance(.seconds(119))
    #expect(try await computer.send(.get, shell: second).faultCode == nil)
    computer.clock.advance(.seconds(121))
    #expect(try await computer.send(.get, shell: second).faultCode == 0x8033_805B)
  }

  @Test func optionsNeedTheResource() async throws {
    let unknown = OptionSet([RequestOption(name: "x", value: "y", mustComply: true)])
    let some = try computer("", resource: #"SupportsOptions="true""#)
    #expect(try await some.send(create, options: unknown).faultCode == 0x8033_8051)
    #expect(try await computer("").send(create, options: unknown).faultCode == nil)
  }

  @Test func aPluginThatIsOffHasNoShells() async throws {
    let computer = try computer("", attributes: #"Enabled="false""#)
    #expect(try await computer.send(create).faultCode == 0x8033_8000)
  }
}
