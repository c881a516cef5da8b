import PSEngine

/// Help of the cmdlets on changes and whole configurations.
enum ChangeHelp {
  private static let module = "WSManShell"

  static var topics: [HelpTopic] { [get, undo, export, compare] }

  private static var get: HelpTopic {
    HelpTopic(
      name: "Get-WSManChange", module: module,
      synopsis: "Lists the changes that this session has made to the configuration of computers.",
      text: """
        Everything that this session has sent to winrm/config is listed, whichever command has sent it: Set-Item, \
        Clear-Item, New-Item and Remove-Item in the drive, Set-WSManInstance and its kin, Set-WSManQuickConfig, \
        Enable-WSManCredSSP and Disable-WSManCredSSP. Each setting that differs is one object with its path, its value \
        before and after, and the time. Settings that were changed at once have the same number. Passwords are never \
        recorded. The list ends with the session.
        """,
      examples: [
        .init(title: "All changes", code: "Get-WSManChange"),
        .init(
          title: "When a computer was changed",
          code: "Get-WSManChange -ComputerName server01 | Format-List"),
      ], links: ["Undo-WSManChange", "Compare-WSManConfiguration"])
  }

  private static var undo: HelpTopic {
    HelpTopic(
      name: "Undo-WSManChange", module: module,
      synopsis: "Takes back changes that this session has made to the configuration of computers.",
      text: """
        Without parameters the last change is taken back. A change is refused when the setting has another value by \
        now than the one that the change has left; -Force takes it back all the same. The computer must be connected. \
        Quick configuration is taken back as far as its listeners go: the service stays started and the firewall open. \
        Enable-WSManCredSSP -Role Client makes two changes, one of the switch and one of the list of computers.
        """,
      examples: [
        .init(title: "The last change", code: "Undo-WSManChange"),
        .init(title: "A named one, to see what would happen", code: "Undo-WSManChange 3 -WhatIf"),
        .init(
          title: "All changes of a computer",
          code: "Get-WSManChange -ComputerName server01 | Undo-WSManChange"),
      ], links: ["Get-WSManChange"])
  }

  private static var export: HelpTopic {
    HelpTopic(
      name: "Export-WSManConfiguration", module: module,
      synopsis: "Writes the whole WinRM configuration of a computer to a file.",
      text: """
        The file is XML with one setting a line, in the order of the drive, so that files can be compared by any tool \
        too. It has no passwords. A file that exists is replaced unless -NoClobber is given; a read-only one only with \
        -Force.
        """,
      examples: [
        .init(title: "The local computer", code: "Export-WSManConfiguration C:\\before.xml"),
        .init(
          title: "A computer of the lab",
          code: "Export-WSManConfiguration -ComputerName server01 -Path C:\\server01.xml"),
      ], links: ["Compare-WSManConfiguration"])
  }

  private static var compare: HelpTopic {
    HelpTopic(
      name: "Compare-WSManConfiguration", module: module,
      synopsis: "Shows what differs between the WinRM configurations of two computers.",
      text: """
        Compares two computers, or a computer and a file of Export-WSManConfiguration. A setting that only one side has \
        is empty on the other. Nothing is written when both are alike. Computers need not be connected in the drive.
        """,
      examples: [
        .init(title: "Two computers", code: "Compare-WSManConfiguration server01 server02"),
        .init(
          title: "What has changed since the export",
          code: "Compare-WSManConfiguration -Path C:\\before.xml"),
      ], links: ["Export-WSManConfiguration", "Get-WSManChange"])
  }
}
