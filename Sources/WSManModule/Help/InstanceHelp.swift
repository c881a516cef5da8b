import PSEngine

/// Help of the cmdlets on instances of resources.
enum InstanceHelp {
  private static let module = "Microsoft.WSMan.Management"

  static var topics: [HelpTopic] { [get, set, new, remove, invoke] }

  private static var get: HelpTopic {
    HelpTopic(
      name: "Get-WSManInstance", module: module,
      synopsis: "Reads an instance of a resource, or lists all instances.",
      text: """
        A resource is named by its URI; winrm/… and wmicimv2/… stand for the long beginnings. -SelectorSet names one \
        instance by its keys, -Enumerate reads all of them, and -Filter chooses: in WQL, or with -Dialect Selector \
        as name="value";name2="value2", or with -Dialect Association as {Object=Class?key=value}.

        The result is XML whose elements are properties; every value is a string. With -Fragment it is one line of \
        text. A failure is an error whose message is the fault as XML.
        """,
      examples: [
        HelpTopic.Example(
          title: "The trusted hosts of this computer",
          code: "(Get-WSManInstance winrm/config/client).TrustedHosts"),
        HelpTopic.Example(
          title: "All listeners of a computer",
          code: "Get-WSManInstance winrm/config/listener -Enumerate -ComputerName server01"),
        HelpTopic.Example(
          title: "One listener",
          code:
            "Get-WSManInstance winrm/config/listener -SelectorSet @{Address='*';Transport='http'}"),
        HelpTopic.Example(
          title: "Services that do not run",
          code:
            "Get-WSManInstance wmicimv2/* -Enumerate -Filter \"select * from Win32_Service where "
            + "StartMode = 'Auto' and State = 'Stopped'\" -ComputerName server01"),
      ],
      links: ["Set-WSManInstance", "Invoke-WSManAction", "about_WSMan_Provider"])
  }

  private static var set: HelpTopic {
    HelpTopic(
      name: "Set-WSManInstance", module: module,
      synopsis: "Changes values of an instance of a resource.",
      text: """
        The instance is read, the values are put into it, and the whole is sent back. Names in -ValueSet count with \
        their letter case: MaxEnvelopeSizekb exists and MaxEnvelopeSizeKB does not. With -FilePath the XML of a file \
        is sent instead. The result is the changed instance.
        """,
      examples: [
        HelpTopic.Example(
          title: "Trust a computer",
          code: "Set-WSManInstance winrm/config/client -ValueSet @{TrustedHosts='server01'}"),
        HelpTopic.Example(
          title: "Switch a listener off",
          code:
            "Set-WSManInstance winrm/config/listener @{address='*';transport='https'} "
            + "-ValueSet @{Enabled='false'}"),
      ],
      links: ["Get-WSManInstance", "about_WSMan_Provider"])
  }

  private static var new: HelpTopic {
    HelpTopic(
      name: "New-WSManInstance", module: module,
      synopsis: "Creates an instance of a resource.",
      text: """
        The keys go into -SelectorSet, everything else into -ValueSet or into an XML file. The result is the address \
        of the new instance.
        """,
      examples: [
        HelpTopic.Example(
          title: "A listener for HTTPS",
          code:
            "New-WSManInstance winrm/config/Listener -SelectorSet @{Transport='HTTPS';Address='*'} "
            + "-ValueSet @{Hostname='server01';CertificateThumbprint='0123456789ABCDEF…'}")
      ],
      links: ["Remove-WSManInstance", "Get-WSManInstance"])
  }

  private static var remove: HelpTopic {
    HelpTopic(
      name: "Remove-WSManInstance", module: module,
      synopsis: "Deletes an instance of a resource.",
      text: """
        Neither asks nor writes anything. Without its last listener a computer does not answer others any more.
        """,
      examples: [
        HelpTopic.Example(
          title: "Remove a listener",
          code:
            "Remove-WSManInstance winrm/config/Listener -SelectorSet @{Address='*';Transport='HTTP'}"
        )
      ],
      links: ["New-WSManInstance"])
  }

  private static var invoke: HelpTopic {
    HelpTopic(
      name: "Invoke-WSManAction", module: module,
      synopsis: "Calls a method of a resource.",
      text: """
        The parameters of the method go into -ValueSet or into an XML file. The result is the output of the method; \
        a method may fail although the call succeeds, so look at ReturnValue.
        """,
      examples: [
        HelpTopic.Example(
          title: "Start a service",
          code: "Invoke-WSManAction wmicimv2/Win32_Service StartService @{name='spooler'}"),
        HelpTopic.Example(
          title: "Start a program",
          code:
            "Invoke-WSManAction wmicimv2/Win32_Process Create "
            + "-ValueSet @{CommandLine='notepad.exe';CurrentDirectory='C:\\'}"),
      ],
      links: ["Get-WSManInstance"])
  }
}
