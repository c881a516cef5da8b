import Testing

@testable import PSEngine
@testable import WSManModule

/// The parameters of the cmdlets are those of the tables of `cmdlets.md` 3.2 and 5.
@Suite struct CmdletMetadataTests {
  /// A cmdlet as the tables describe it. A line is: name, type, sets (`*` for all), position (`-`
  /// for none), `!` when mandatory, pipeline (`V`, `N`), aliases after `:`.
  struct Expected: Sendable, CustomTestStringConvertible {
    var name: String
    var className: String
    var defaultSet: String?
    var authenticates = true
    var lines: String

    var testDescription: String { name }
  }

  private static let authentication = """
    Credential PSCredential * - N : cred c
    Authentication AuthenticationMechanism * - : auth am
    CertificateThumbprint String * -
    """

  static let cmdlets: [Expected] = [
    Expected(
      name: "Connect-WSMan", className: "ConnectWSManCommand", defaultSet: "ComputerName",
      lines: """
        ComputerName String[] ComputerName 0 VN : cn
        ApplicationName String ComputerName -
        Port Int32 * -
        UseSSL SwitchParameter ComputerName -
        ConnectionURI Uri URI -
        OptionSet Hashtable * - : os
        SessionOption SessionOption * - : so
        """),
    Expected(
      name: "Disconnect-WSMan", className: "DisconnectWSManCommand", authenticates: false,
      lines: "ComputerName String[] * 0 VN"),
    Expected(
      name: "Test-WSMan", className: "TestWSManCommand",
      lines: """
        ComputerName String[] * 0 V : cn
        ApplicationName String ComputerName -
        Port Int32 ComputerName -
        UseSSL SwitchParameter ComputerName -
        """),
    Expected(
      name: "Get-WSManInstance", className: "GetWSManInstanceCommand", defaultSet: "GetInstance",
      lines: """
        ResourceURI Uri * 0 ! VN : RURI
        Enumerate SwitchParameter Enumerate - !
        SelectorSet Hashtable GetInstance -
        Fragment String GetInstance -
        Filter String Enumerate -
        Associations SwitchParameter Enumerate -
        BasePropertiesOnly SwitchParameter Enumerate - : UBPO Base
        Shallow SwitchParameter Enumerate -
        ReturnType String Enumerate - : RT
        Dialect Uri * -
        OptionSet Hashtable * - VN : OS
        SessionOption SessionOption * - : so
        ApplicationName String GetInstance,Enumerate -
        ComputerName String[] GetInstance,Enumerate - VN : CN
        ConnectionURI Uri GetInstance,Enumerate - : CURI CU
        Port Int32 GetInstance,Enumerate -
        UseSSL SwitchParameter GetInstance,Enumerate - : SSL
        """),
    Expected(
      name: "Set-WSManInstance", className: "SetWSManInstanceCommand", defaultSet: "ComputerName",
      lines: """
        ResourceURI Uri * 0 ! : ruri
        SelectorSet Hashtable * 1 VN
        ValueSet Hashtable * - N
        FilePath String * - N : Path
        Fragment String ComputerName,URI -
        Dialect Uri * -
        OptionSet Hashtable * - : os
        SessionOption SessionOption * - : so
        ComputerName String[] ComputerName - VN : cn
        Port Int32 ComputerName -
        ApplicationName String ComputerName -
        UseSSL SwitchParameter ComputerName - : ssl
        ConnectionURI Uri URI -
        """),
    Expected(
      name: "New-WSManInstance", className: "NewWSManInstanceCommand", defaultSet: "ComputerName",
      lines: """
        ResourceURI Uri * 0 ! : ruri
        SelectorSet Hashtable * 1 ! V
        ValueSet Hashtable * -
        FilePath String * - : Path
        OptionSet Hashtable * - : os
        SessionOption SessionOption * - : so
        ComputerName String[] ComputerName - VN : cn
        Port Int32 ComputerName -
        ApplicationName String ComputerName -
        UseSSL SwitchParameter ComputerName -
        ConnectionURI Uri URI - : CURI CU
        """),
    Expected(
      name: "Remove-WSManInstance", className: "RemoveWSManInstanceCommand",
      defaultSet: "ComputerName",
      lines: """
        ResourceURI Uri * 0 ! : ruri
        SelectorSet Hashtable * 1 ! VN
        OptionSet Hashtable * - : os
        SessionOption SessionOption * - : so
        ComputerName String[] ComputerName - VN : cn
        Port Int32 ComputerName -
        ApplicationName String ComputerName -
        UseSSL SwitchParameter ComputerName - : ssl
        ConnectionURI Uri URI -
        """),
    Expected(
      name: "Invoke-WSManAction", className: "InvokeWSManActionCommand", defaultSet: "URI",
      lines: """
        ResourceURI Uri * 0 ! VN : ruri
        Action String * 1 !
        SelectorSet Hashtable * 2 VN
        ValueSet Hashtable * -
        FilePath String * - : Path
        OptionSet Hashtable * - VN : os
        SessionOption SessionOption * - : so
        ComputerName String[] ComputerName - VN : cn
        Port Int32 ComputerName -
        ApplicationName String ComputerName -
        UseSSL SwitchParameter ComputerName -
        ConnectionURI Uri URI - : CURI CU
        """),
    Expected(
      name: "New-WSManSessionOption", className: "NewWSManSessionOptionCommand",
      authenticates: false,
      lines: """
        ProxyAccessType ProxyAccessType * -
        ProxyAuthentication ProxyAuthentication * -
        ProxyCredential PSCredential * -
        SkipCACheck SwitchParameter * -
        SkipCNCheck SwitchParameter * -
        SkipRevocationCheck SwitchParameter * -
        SPNPort Int32 * -
        OperationTimeout Int32 * - : OperationTimeoutMSec
        NoEncryption SwitchParameter * -
        UseUTF16 SwitchParameter * -
        """),
    Expected(
      name: "Set-WSManQuickConfig", className: "SetWSManQuickConfigCommand", authenticates: false,
      lines: """
        UseSSL SwitchParameter * -
        Force SwitchParameter * -
        SkipNetworkProfileCheck SwitchParameter * -
        """),
    Expected(
      name: "Enable-WSManCredSSP", className: "EnableWSManCredSSPCommand", authenticates: false,
      lines: """
        Role String * 0 !
        DelegateComputer String[] * 1
        Force SwitchParameter * -
        """),
    Expected(
      name: "Disable-WSManCredSSP", className: "DisableWSManCredSSPCommand", authenticates: false,
      lines: "Role String * 0 !"),
    Expected(
      name: "Get-WSManCredSSP", className: "GetWSManCredSSPCommand", authenticates: false,
      lines: ""),
  ]

  private static func lines(_ expected: Expected) -> [String] {
    let text = expected.lines + (expected.authenticates ? "\n" + authentication : "")
    return text.split(separator: "\n").map(String.init).sorted()
  }

  /// A parameter in the notation of the tables.
  private static func line(_ parameter: ParameterDefinition) throws -> String {
    let first = try #require(parameter.memberships.first)
    for other in parameter.memberships {
      #expect(other.position == first.position && other.isMandatory == first.isMandatory)
    }
    let sets = parameter.memberships.map(\.set)
    var words = [parameter.name, TypeNames.shortName(parameter.type.fullName)]
    words.append(sets == [ParameterDefinition.allSets] ? "*" : sets.joined(separator: ","))
    words.append(first.position.map { String($0) } ?? "-")
    if first.isMandatory { words.append("!") }
    let pipeline =
      (first.pipeline.contains(.byValue) ? "V" : "")
      + (first.pipeline.contains(.byPropertyName) ? "N" : "")
    if !pipeline.isEmpty { words.append(pipeline) }
    if !parameter.aliases.isEmpty { words += [":"] + parameter.aliases }
    return words.joined(separator: " ")
  }

  @Test(arguments: cmdlets)
  func tables(_ expected: Expected) async throws {
    let shell = try ModuleShell()
    try await shell.runspace.withContext { context in
      let command = try #require(context.resolve(command: expected.name))
      let signature = command.signature
      let own = signature.parameters.filter { !$0.isAddition }
      #expect(try own.map(Self.line).sorted() == Self.lines(expected))
      #expect(signature.defaultSet == expected.defaultSet)
      #expect(signature.typeName == "Microsoft.WSMan.Management.\(expected.className)")
      #expect(!signature.supportsShouldProcess)
    }
  }

  @Test func theModuleHasThirteenCmdlets() async throws {
    let shell = try ModuleShell()
    let result = try await shell.run(
      "Get-Command -Module Microsoft.WSMan.Management | ForEach-Object { $_.Name }")
    #expect(result.errors.isEmpty)
    #expect(result.output == Self.cmdlets.map(\.name).sorted())
  }

  /// Shortest prefixes and what they mean (`cmdlets.md` 3.1).
  static let prefixes: [(cmdlet: String, pairs: String)] = [
    (
      "Connect-WSMan",
      "C=Credential Au=Authentication Ce=CertificateThumbprint Ap=ApplicationName Com=ComputerName "
        + "Con=ConnectionURI O=OptionSet S=SessionOption U=UseSSL P=Port Co=? A=?"
    ),
    ("Disconnect-WSMan", "C=ComputerName Comp=ComputerName Computer=ComputerName"),
    (
      "Test-WSMan",
      "C=Credential Co=ComputerName Au=Authentication Ce=CertificateThumbprint Ap=ApplicationName "
        + "P=Port U=UseSSL"
    ),
    (
      "Get-WSManInstance",
      "C=Credential Au=Authentication Ce=CertificateThumbprint Ap=ApplicationName As=Associations "
        + "B=BasePropertiesOnly Com=ComputerName Con=ConnectionURI D=Dialect E=Enumerate Fi=Filter "
        + "Fr=Fragment O=OptionSet P=Port Res=ResourceURI Ret=ReturnType Sel=SelectorSet "
        + "Ses=SessionOption Sh=Shallow Us=UseSSL"
    ),
    (
      "Set-WSManInstance",
      "C=Credential Au=Authentication Ce=CertificateThumbprint Ap=ApplicationName Com=ComputerName "
        + "Con=ConnectionURI D=Dialect Fi=FilePath Fr=Fragment O=OptionSet Po=Port P=? "
        + "R=ResourceURI Sel=SelectorSet Ses=SessionOption U=UseSSL V=ValueSet"
    ),
    (
      "Remove-WSManInstance",
      "C=Credential Au=Authentication Ce=CertificateThumbprint Ap=ApplicationName Com=ComputerName "
        + "Con=ConnectionURI O=OptionSet P=Port R=ResourceURI Sel=SelectorSet Ses=SessionOption "
        + "U=UseSSL"
    ),
    (
      "New-WSManInstance",
      "C=Credential Au=Authentication Ce=CertificateThumbprint Ap=ApplicationName Com=ComputerName "
        + "Con=ConnectionURI F=FilePath O=OptionSet Po=Port R=ResourceURI Sel=SelectorSet "
        + "Ses=SessionOption U=UseSSL V=ValueSet"
    ),
    (
      "Invoke-WSManAction",
      "Ac=Action Ap=ApplicationName C=Credential Au=Authentication Ce=CertificateThumbprint "
        + "Com=ComputerName Con=ConnectionURI F=FilePath O=OptionSet Po=Port R=ResourceURI "
        + "Sel=SelectorSet Ses=SessionOption U=UseSSL V=ValueSet"
    ),
    (
      "New-WSManSessionOption",
      "ProxyAc=ProxyAccessType ProxyAu=ProxyAuthentication ProxyC=ProxyCredential "
        + "SkipCA=SkipCACheck SkipCN=SkipCNCheck SkipR=SkipRevocationCheck SP=SPNPort "
        + "O=OperationTimeout N=NoEncryption U=UseUTF16"
    ),
    ("Set-WSManQuickConfig", "U=UseSSL F=Force S=SkipNetworkProfileCheck"),
    ("Enable-WSManCredSSP", "R=Role D=DelegateComputer F=Force"),
    ("Disable-WSManCredSSP", "R=Role"),
  ]

  @Test(arguments: prefixes)
  func shortestPrefixes(_ cmdlet: String, _ pairs: String) async throws {
    let shell = try ModuleShell()
    try await shell.runspace.withContext { context in
      let table = try #require(context.resolve(command: cmdlet)).bindingTable
      for pair in pairs.split(separator: " ") {
        let sides = pair.split(separator: "=")
        let found: String
        switch table.match(String(sides[0])) {
        case .found(let index): found = table.entries[index].definition.name
        case .ambiguous: found = "?"
        case .unknown: found = "unknown"
        }
        #expect(found == sides[1], "\(cmdlet) -\(sides[0])")
      }
    }
  }
}
