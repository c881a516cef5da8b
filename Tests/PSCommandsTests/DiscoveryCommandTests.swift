import PSEngine
import Testing

@testable import PSCommands

@Suite struct DiscoveryCommandTests {
  @Test("commands are found by name, kind, module, verb and noun")
  func commands() async throws {
    let shell = try Shell()
    let show = "| % DisplayName"
    #expect(try await shell.run("Get-Command dir \(show)").output == ["dir -> Get-ChildItem"])
    #expect(
      try await shell.run("Get-Command -Noun Alias \(show)").output
        == ["Get-Alias", "New-Alias", "Remove-Alias", "Set-Alias"])
    #expect(
      try await shell.run("Get-Command -Verb Push -Noun L* \(show)").output == ["Push-Location"])
    #expect(
      try await shell.run("Get-Command g*-unique \(show)").output == ["Get-Unique"])
    #expect(
      try await shell.run("Get-Command -Module *.Security \(show)").output
        == [
          "ConvertFrom-SecureString", "ConvertTo-SecureString", "Get-Acl", "Get-Credential",
          "Set-Acl",
        ])
    #expect(
      try await shell.run("Get-Command mkdir -CommandType Function | % CommandType").output
        == ["Function"])
    #expect(
      try await shell.run("Get-Command nope").errors
        == ["CommandNotFoundException,Microsoft.PowerShell.Commands.GetCommandCommand"])
  }

  @Test("an unknown name has the text of the version that is emulated")
  func unknownNames() async throws {
    for (persona, text) in [
      (.desktop, "as the name of a cmdlet, function, script file, or operable program."),
      (.core, "as a name of a cmdlet, function, script file, or executable program."),
    ] as [(RunspaceConfiguration.Persona, String)] {
      let error = try #require(try await Shell(persona: persona).script("Get-Command nope").first)
      #expect(error.contains("The term 'nope' is not recognized \(text)"), "\(error)")
    }
  }

  @Test("a program that an alias hides is found by its kind")
  func hiddenPrograms() async throws {
    let shell = try Shell()
    _ = try await shell.run("Set-Item Env:PATH /bin")
    #expect(try await shell.run("Get-Command ls | % CommandType").output == ["Alias"])
    #expect(
      try await shell.run("Get-Command ls -CommandType Application | % Source").output
        == ["/bin/ls"])
  }

  @Test("syntax lines, also with the parameters of a provider")
  func syntax() async throws {
    let shell = try Shell()
    #expect(
      try await shell.run("Get-Command Get-Unique -Syntax").output == [
        "\nGet-Unique [-InputObject <psobject>] [-AsString] [<CommonParameters>]\n"
          + "\nGet-Unique [-InputObject <psobject>] [-OnType] [<CommonParameters>]\n"
      ])
    let with = try await shell.run("Get-Command Get-ChildItem -ArgumentList C:\\ -Syntax").output
    #expect(try #require(with.first).contains("[-Directory]"))
    let without = try await shell.run("Get-Command Get-ChildItem -ArgumentList Env: -Syntax").output
    #expect(try !#require(without.first).contains("[-Directory]"))
  }

  @Test("every command has help, by its name or alias")
  func help() async throws {
    let shell = try Shell()
    #expect(try await shell.run("Get-Help dir | % Name").output == ["Get-ChildItem"])
    #expect(
      try await shell.run("Get-Help Get-Item | % Synopsis").output
        == ["Gets the item at a path."])
    #expect(try await shell.run("Get-Help *-Alias | % Name").output.count == 4)
    #expect(
      try await shell.run("Get-Help nosuchthing").errors
        == ["!HelpNotFound,Microsoft.PowerShell.Commands.GetHelpCommand"])
    #expect(
      try await shell.run("Get-Help Get-Item -Parameter Pa* | % name").output == ["Path"])
    #expect(try await shell.run("Get-Item -?").errors == [])
  }

  @Test("modules show what they bring")
  func modules() async throws {
    let shell = try Shell()
    #expect(
      try await shell.run("Get-Module").output == [
        "Microsoft.PowerShell.Host", "Microsoft.PowerShell.Management",
        "Microsoft.PowerShell.Security", "Microsoft.PowerShell.Utility",
      ])
    #expect(
      try await shell.run("Import-Module Microsoft.PowerShell.Utility -PassThru").output
        == ["Microsoft.PowerShell.Utility"])
    #expect(
      try await shell.run("Import-Module Nope").errors
        == ["Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand"])
  }

  @Test("all cmdlets have a synopsis, distinct names and help for each parameter")
  func metadata() async throws {
    let shell = try Shell()
    let problems = await shell.runspace.withContext { context in
      context.session.commands.allCmdlets.flatMap { command -> [String] in
        guard case .cmdlet(let type) = command.implementation else { return [] }
        let metadata = type.metadata
        var problems = metadata.synopsis.isEmpty ? ["\(metadata.name): no synopsis"] : []
        for parameter in metadata.parameters where parameter.help.isEmpty {
          problems.append("\(metadata.name) -\(parameter.name): no help")
        }
        var names: Set<String> = []
        for name in metadata.parameters.flatMap({ [$0.name] + $0.aliases })
        where !names.insert(name.lowercased()).inserted {
          problems.append("\(metadata.name) -\(name): twice")
        }
        return problems
      }
    }
    #expect(problems == [])
  }

  @Test("history is listed, added to and cleared")
  func history() async throws {
    let shell = try Shell()
    await shell.runspace.addHistory("one")
    await shell.runspace.addHistory("two")
    #expect(try await shell.run("Get-History").output == ["one", "two"])
    #expect(try await shell.run("Get-History 1").output == ["one"])
    #expect(
      try await shell.run("Get-History 9").errors
        == ["GetHistoryNoHistoryForId,Microsoft.PowerShell.Commands.GetHistoryCommand"])
    #expect(try await shell.run("Clear-History -CommandLine o*").errors == [])
    #expect(try await shell.run("Get-History").output == ["two"])
  }

  @Test("secrets are asked for, hidden and shown again only on demand")
  func credentials() async throws {
    let shell = try Shell(answers: ["user", "secret", "typed"])
    #expect(try await shell.run("Get-Credential | % UserName").output == ["user"])
    #expect(!shell.host.written.contains("Password for user user: \n"))
    #expect(try await shell.run("Read-Host Name").output == ["typed"])
    #expect(shell.host.written.contains("Name: typed"))
    #expect(
      try await shell.run("ConvertTo-SecureString x -AsPlainText -Force").output
        == ["System.Security.SecureString"])
    #expect(
      try await shell.run("ConvertTo-SecureString x -AsPlainText").errors == [
        "!ImportSecureString_ForceRequired,"
          + "Microsoft.PowerShell.Commands.ConvertToSecureStringCommand"
      ])
    #expect(
      try await shell.run(
        "ConvertTo-SecureString x -AsPlainText -Force | ConvertFrom-SecureString -AsPlainText"
      ).output == ["x"])
    #expect(
      try await shell.run("Read-Host again").errors
        == ["!InvalidOperation,Microsoft.PowerShell.Commands.ReadHostCommand"])
  }
}
