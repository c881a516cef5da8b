import PSEngine

/// Help of the connection cmdlets and of the drive.
enum ConnectionHelp {
  private static let module = "Microsoft.WSMan.Management"

  static var topics: [HelpTopic] { [connect, disconnect, test, sessionOption, provider] }

  private static var connect: HelpTopic {
    HelpTopic(
      name: "Connect-WSMan", module: module,
      synopsis: "Connects to the WinRM service of a computer and adds it to the WSMan: drive.",
      text: """
        The computer is asked who it is (Identify, authenticated). When it answers, a session is kept and the \
        computer appears at the root of the WSMan: drive until Disconnect-WSMan, or until the shell ends. Connecting \
        again replaces the session. Nothing is written, unless -PassThru asks for the session object.

        Without a name, or with '.' or 'localhost', the local computer is meant. Several names are connected at the \
        same time; each failure is one error. Several names, pipeline input, -PassThru and -ThrottleLimit are \
        additions of this shell: Windows PowerShell does not have them.

        Basic and Digest over HTTP send in the clear and need WSMan:\\localhost\\Client\\AllowUnencrypted. A computer \
        that cannot prove who it is must be in WSMan:\\localhost\\Client\\TrustedHosts, or be reached with -UseSSL.
        """,
      examples: [
        HelpTopic.Example(
          title: "Connect a computer and look at it",
          code: "Connect-WSMan -ComputerName \"server01\"\ncd WSMan:\ndir",
          remarks: "The listing shows localhost and server01."),
        HelpTopic.Example(
          title: "Another port and Basic authentication",
          code:
            "Connect-WSMan 127.0.0.1 -Port 8080 -Authentication Basic -Credential administrator",
          remarks: "The password is asked for without echo."),
        HelpTopic.Example(
          title: "Keep the session object", code: "$s = Connect-WSMan server01 -PassThru; $s.State",
          remarks: "After Disconnect-WSMan server01 the state is Closed."),
      ],
      links: ["Disconnect-WSMan", "Test-WSMan", "New-WSManSessionOption", "about_WSMan_Provider"])
  }

  private static var disconnect: HelpTopic {
    HelpTopic(
      name: "Disconnect-WSMan", module: module,
      synopsis: "Ends the connection to a computer and removes it from the WSMan: drive.",
      text: """
        The entry localhost always stays. A computer in which the drive stands cannot be disconnected: go to the root \
        first. Several names and pipeline input are additions of this shell.
        """,
      examples: [
        HelpTopic.Example(
          title: "Disconnect a computer", code: "Disconnect-WSMan -ComputerName server01")
      ],
      links: ["Connect-WSMan", "about_WSMan_Provider"])
  }

  private static var test: HelpTopic {
    HelpTopic(
      name: "Test-WSMan", module: module,
      synopsis: "Tests whether the WinRM service of a computer answers.",
      text: """
        Sends Identify and shows the answer. Without -Authentication the request is anonymous, and the answer does not \
        tell the version of the system. A failure is an error record whose message is the fault as XML; its code \
        explains itself with: winrm helpmsg CODE
        """,
      examples: [
        HelpTopic.Example(title: "The local service", code: "Test-WSMan"),
        HelpTopic.Example(
          title: "A computer, with authentication",
          code: "Test-WSMan -ComputerName server01 -Authentication Default"),
      ],
      links: ["Connect-WSMan"])
  }

  private static var sessionOption: HelpTopic {
    HelpTopic(
      name: "New-WSManSessionOption", module: module,
      synopsis: "Makes the options of a session for the -SessionOption parameter.",
      text: """
        The options are not checked against the connection before they are used. The Skip switches weaken TLS: use \
        them in a lab, and give the certificate of the authority to the system otherwise.
        """,
      examples: [
        HelpTopic.Example(
          title: "A longer time limit",
          code:
            "$o = New-WSManSessionOption -OperationTimeout 120000\nConnect-WSMan server01 -SessionOption $o"
        )
      ],
      links: ["Connect-WSMan"])
  }

  private static var provider: HelpTopic {
    HelpTopic(
      name: "about_WSMan_Provider", category: "HelpFile", module: module,
      synopsis: "The WSMan: drive shows the WinRM configuration of connected computers as a tree.",
      text: """
        The root of the drive lists the connected computers; localhost is always there. Below a computer stand its \
        settings and six containers:

        Client             as a client: Auth, TrustedHosts, AllowUnencrypted
        Service            its WinRM service: Auth, RootSDDL, limits, filters
        Shell              limits of the remote shell
        Listener           addresses and ports on which it listens
        Plugin             what handles requests: resources, rights, quotas
        ClientCertificate  certificates mapped to accounts

        Everything is read and written with WS-Management messages, on the local computer as on others. Look with dir \
        and Get-Item, change with Set-Item and Clear-Item: Set-Item WSMan:\\localhost\\Client\\TrustedHosts server01. \
        Adding to the list instead of replacing it: -Concatenate. Questions are skipped with -Force.

        New-Item makes listeners, certificate mappings, plugins and their parts; its parameters depend on the place, and \
        so does its help: cd WSMan:\\localhost\\Listener; Get-Help New-Item. Remove-Item takes them away; with -Recurse \
        it does not ask, and with -WhatIf it only tells. At the root the two connect and disconnect computers. Changes \
        of a plugin take effect when the service is restarted, those of its security entries at once.
        """,
      links: ["Connect-WSMan", "Disconnect-WSMan", "New-Item", "Set-Item"])
  }
}
