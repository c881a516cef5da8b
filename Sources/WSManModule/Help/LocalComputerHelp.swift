import PSEngine

/// Help of the cmdlets that set up the local computer.
enum LocalComputerHelp {
  private static let module = "Microsoft.WSMan.Management"

  static var topics: [HelpTopic] { [quickConfig, enable, disable, get] }

  private static var quickConfig: HelpTopic {
    HelpTopic(
      name: "Set-WSManQuickConfig", module: module,
      synopsis: "Sets up the local computer for remote management.",
      text: """
        Asks first, unless -Force is given. Then the service finds out what is missing, first for itself and then for \
        requests from other computers, and does it. One line says that nothing was missing; two say that something \
        was changed, and what. Only administrators may do this.
        """,
      examples: [
        HelpTopic.Example(title: "Set up HTTP", code: "Set-WSManQuickConfig"),
        HelpTopic.Example(title: "Set up HTTPS", code: "Set-WSManQuickConfig -UseSSL"),
      ],
      links: ["Enable-WSManCredSSP", "about_WSMan_Provider"])
  }

  private static var enable: HelpTopic {
    HelpTopic(
      name: "Enable-WSManCredSSP", module: module,
      synopsis: "Lets the local computer delegate credentials, or receive them, with CredSSP.",
      text: """
        The role Client lets this computer hand credentials to the computers named with -DelegateComputer; names may \
        begin with *. They are added to the delegation policy, which this shell keeps in its state folder. The role \
        Server lets this computer receive credentials. Whoever controls the receiving computer can misuse them, which \
        is why the cmdlet asks unless -Force is given. Only administrators may do this.
        """,
      examples: [
        HelpTopic.Example(
          title: "Delegate to a domain",
          code: "Enable-WSManCredSSP -Role Client -DelegateComputer *.fabrikam.com"),
        HelpTopic.Example(
          title: "Receive credentials", code: "Enable-WSManCredSSP -Role Server"),
      ],
      links: ["Disable-WSManCredSSP", "Get-WSManCredSSP"])
  }

  private static var disable: HelpTopic {
    HelpTopic(
      name: "Disable-WSManCredSSP", module: module,
      synopsis: "Ends delegating credentials, or receiving them, with CredSSP.",
      text: """
        With the role Client all computers leave the delegation policy, whenever they were added. Neither asks nor \
        writes anything. Only administrators may do this.
        """,
      examples: [
        HelpTopic.Example(
          title: "No more delegation", code: "Disable-WSManCredSSP -Role Client")
      ],
      links: ["Enable-WSManCredSSP", "Get-WSManCredSSP"])
  }

  private static var get: HelpTopic {
    HelpTopic(
      name: "Get-WSManCredSSP", module: module,
      synopsis: "Tells whether the local computer delegates or receives credentials with CredSSP.",
      text: """
        Writes two lines: to whom credentials may be delegated, and whether they are received. The first line depends \
        on the delegation policy alone. Only administrators may do this.
        """,
      examples: [HelpTopic.Example(title: "Both sides", code: "Get-WSManCredSSP")],
      links: ["Enable-WSManCredSSP", "Disable-WSManCredSSP"])
  }
}
