import PSEngine

/// Examples and notes for the general commands that people use most. What a command's metadata tells
/// by itself (syntax, parameters) is not repeated here.
enum CommandHelp {
  static let topics: [HelpTopic] = [
    topic(
      "Get-ChildItem", "Gets the items in a container.",
      """
      Lists the files of a folder, the settings of a container of the WSMan: drive, the variables of
      Env:, and so on for every drive. Without a path it lists the current location.

      Hidden items (files whose name begins with a dot) are shown with -Force.
      """,
      [
        ("List the current location", "Get-ChildItem", ""),
        (
          "Search a tree for a name", "Get-ChildItem C:\\ -Recurse -Include *.log",
          "Every container below the path is entered."
        ),
        (
          "List settings of the WinRM client", "Get-ChildItem WSMan:\\localhost\\Client",
          "The same command works on every drive; `dir` and `ls` are its aliases."
        ),
      ], links: ["Get-Item", "Set-Location", "about_Providers"]),
    topic(
      "Get-Item", "Gets the item at a path.",
      "Unlike Get-ChildItem it gives the item itself, not what it contains.",
      [
        (
          "Read one setting", "(Get-Item WSMan:\\localhost\\Client\\TrustedHosts).Value",
          "The property Value holds the setting."
        ),
        ("All ports of all listeners", "Get-Item WSMan:\\localhost\\Listener\\*\\Port", ""),
      ], links: ["Get-ChildItem", "Set-Item"]),
    topic(
      "Set-Item", "Changes the value of an item.",
      """
      The provider of the path decides what a value may be. Settings of the WSMan: drive that need
      thought ask before they change; -Force answers yes.
      """,
      [
        (
          "Trust the computers of a domain",
          "Set-Item WSMan:\\localhost\\Client\\TrustedHosts *.contoso.com",
          "Asks for confirmation unless -Force is given."
        ),
        ("Set a variable of the environment", "Set-Item Env:\\LAB contoso", ""),
      ], links: ["Get-Item", "Clear-Item"]),
    topic(
      "Set-Location", "Sets the current location.",
      "Every drive remembers where it stands: `cd WSMan:` returns to the place you left.",
      [
        ("Enter the drive of WS-Management", "Set-Location WSMan:\\localhost", ""),
        ("Go up one level", "cd ..", "`cd -` returns to the place before the last change."),
      ], links: ["Get-Location", "Push-Location", "Pop-Location"]),
    topic(
      "New-Item", "Creates an item.",
      """
      On a file drive it makes files, folders (-ItemType Directory) and symbolic links. On the
      WSMan: drive its parameters depend on the path: listeners, plug-ins, resources and more.
      """,
      [
        ("Make a folder", "New-Item logs -ItemType Directory", "`mkdir logs` does the same."),
        ("Make a file with a content", "New-Item note.txt -Value 'first line'", ""),
      ], links: ["Remove-Item", "Set-Content"]),
    topic(
      "Remove-Item", "Removes items.",
      """
      A container that is not empty is asked about unless -Recurse is given. Removing a computer
      from the root of the WSMan: drive disconnects it.
      """,
      [
        ("Remove the logs of a folder", "Remove-Item C:\\logs\\*.log", ""),
        ("See what would happen", "Remove-Item C:\\logs -Recurse -WhatIf", ""),
      ], links: ["New-Item", "Clear-Item"]),
    topic(
      "ForEach-Object", "Does something with each object of the pipeline.",
      "In the block `$_` is the current object. Instead of a block a property or method can be named.",
      [
        ("Print a line for each item", "dir | ForEach-Object { \"$($_.Name) $($_.Length)\" }", ""),
        ("Read one property of each", "dir | ForEach-Object Name", "`%` is an alias."),
      ], links: ["Where-Object", "Select-Object"]),
    topic(
      "Where-Object", "Selects objects by a condition.",
      "The condition is a block that uses `$_`, or a property, an operator and a value.",
      [
        ("With a block", "dir | Where-Object { $_.Length -gt 1000 }", ""),
        ("Without a block", "dir | Where-Object Name -like *.txt", "`?` and `where` are aliases."),
      ], links: ["ForEach-Object", "about_Comparison_Operators"]),
    topic(
      "Select-Object", "Selects objects or properties of objects.",
      "-First ends the commands before it as soon as it has enough.",
      [
        ("The three largest files", "dir | sort Length -Descending | Select-Object -First 3", ""),
        ("Values instead of objects", "dir | Select-Object -ExpandProperty Name", ""),
      ], links: ["Sort-Object", "Where-Object"]),
    topic(
      "Get-Command", "Gets commands.", "",
      [
        ("The commands of WS-Management", "Get-Command -Module Microsoft.WSMan.Management", ""),
        ("How a command is written", "Get-Command Set-Item -Syntax", ""),
        (
          "With the parameters of a path",
          "Get-Command New-Item -ArgumentList WSMan:\\localhost\\Listener -Syntax", ""
        ),
      ], links: ["Get-Help", "Get-Alias"]),
    topic(
      "Get-Help", "Shows help on commands and topics.",
      "Any command followed by -? shows the same.",
      [
        ("Help on a command", "Get-Help Connect-WSMan", "Add -Full or -Examples for more."),
        ("What there is to read", "Get-Help about_*", ""),
      ], links: ["Get-Command"]),
    topic(
      "Get-Credential", "Gets a credential from a user name and a password.",
      """
      The password is typed without being shown and never enters the history. In a script a
      credential can be made without a question, at the price of a readable password.
      """,
      [
        ("Ask for a password", "$c = Get-Credential contoso\\admin", ""),
        (
          "Without a question",
          "$p = ConvertTo-SecureString 'secret' -AsPlainText -Force\n"
            + "$c = New-Object PSCredential 'contoso\\admin', $p", ""
        ),
      ], links: ["Connect-WSMan", "ConvertTo-SecureString"]),
  ]

  private static func topic(
    _ name: String, _ synopsis: String, _ text: String,
    _ examples: [(title: String, code: String, remarks: String)], links: [String]
  ) -> HelpTopic {
    HelpTopic(
      name: name, synopsis: synopsis, text: text,
      examples: examples.map {
        HelpTopic.Example(title: $0.title, code: $0.code, remarks: $0.remarks)
      }, links: links)
  }
}
