import Lab
import PSEngine
import PSFormatting

/// The cmdlets on accounts and groups of an emulated computer.
struct LocalAccountsModule: PSModule {
  let name = "Microsoft.PowerShell.LocalAccounts"
  let version = "1.0.0.0"
  let computer: NetProgram.Computer

  func register(in registrar: ModuleRegistrar) {
    registrar.session.service(LocalAccounts.self) { LocalAccounts() }.computer = computer
    registrar.add(cmdlets: [
      GetLocalUser.self, GetLocalGroup.self, GetLocalGroupMember.self, NewLocalUser.self,
      SetLocalUser.self, RenameLocalUser.self, RemoveLocalUser.self, EnableLocalUser.self,
      DisableLocalUser.self, NewLocalGroup.self, SetLocalGroup.self, RemoveLocalGroup.self,
      AddLocalGroupMember.self, RemoveLocalGroupMember.self,
    ])
    for (alias, command) in [
      ("glu", "Get-LocalUser"), ("glg", "Get-LocalGroup"), ("glgm", "Get-LocalGroupMember"),
      ("nlu", "New-LocalUser"), ("slu", "Set-LocalUser"), ("rnlu", "Rename-LocalUser"),
      ("rlu", "Remove-LocalUser"), ("elu", "Enable-LocalUser"), ("dlu", "Disable-LocalUser"),
      ("nlg", "New-LocalGroup"), ("slg", "Set-LocalGroup"), ("rlg", "Remove-LocalGroup"),
      ("algm", "Add-LocalGroupMember"), ("rlgm", "Remove-LocalGroupMember"),
    ] {
      registrar.add(alias: alias, for: command)
    }
    let names: [(String, @Sendable (AccountDirectory) -> [String])] = [
      (LocalAccountCommand.userSource, { $0.users.map(\.name) }),
      (LocalAccountCommand.groupSource, { $0.groups.map(\.name) }),
    ]
    for (source, names) in names {
      registrar.add(completionSource: source) { [computer] prefix, _ in
        guard let directory = try? await computer.accounts.directory() else { return [] }
        return names(directory).filter { $0.hasPrefixIgnoringCase(prefix) }
      }
    }
    registrar.add(views: [
      .table(
        for: [LocalAccountCommand.typeName("LocalUser")],
        [FormatColumn("Name"), FormatColumn("Enabled"), FormatColumn("Description")]),
      .table(
        for: [LocalAccountCommand.typeName("LocalGroup")],
        [FormatColumn("Name"), FormatColumn("Description")]),
      .table(
        for: [LocalAccountCommand.typeName("LocalPrincipal")],
        [FormatColumn("ObjectClass"), FormatColumn("Name"), FormatColumn("PrincipalSource")]),
    ])
  }
}

/// Where a session keeps whose accounts it shows.
final class LocalAccounts {
  var computer: NetProgram.Computer?
}
