import PSEngine

/// Topics about the shell as a whole.
enum AboutTopics {
  static let all: [HelpTopic] = [
    HelpTopic(
      name: "about_CommonParameters", category: "HelpFile",
      synopsis: "Parameters that every command has.",
      text: """
        -Verbose            shows what the command does
        -Debug              shows and asks at points that only programmers care for
        -ErrorAction        what happens with an error: Continue, Stop, SilentlyContinue, Ignore,
                            Inquire
        -ErrorVariable      a variable that collects the errors; +name adds to it
        -WarningAction      the same for warnings, with -WarningVariable
        -InformationAction  the same for information, with -InformationVariable
        -OutVariable        a variable that collects the output
        -PipelineVariable   a variable that holds the current object for later commands

        Commands that change something also have:

        -WhatIf             says what would be done and does nothing
        -Confirm            asks before each change
        """, links: ["about_Wildcards"]),
    HelpTopic(
      name: "about_Wildcards", category: "HelpFile", synopsis: "Patterns for names and paths.",
      text: """
        *       any number of characters
        ?       exactly one character
        [a-f]   one character of a range
        [xyz]   one of these characters

        Patterns work in every element of a path: WSMan:\\localhost\\Listener\\*\\Port. A pattern that
        fits nothing gives nothing and no error. -LiteralPath takes a path as it is written; in
        other places a backtick before a character takes its meaning away.
        """),
    HelpTopic(
      name: "about_Providers", category: "HelpFile",
      synopsis: "Drives over files, settings and the shell itself.",
      text: """
        A provider shows some store as a tree of items, so that the same commands work on all:

        C:         the folder in which the shell was started; a path that begins with / is one of
                   the whole machine
        WSMan:     WS-Management of this and of connected computers
        Env:       variables of the environment
        Variable:  variables of the shell
        Function:  functions
        Alias:     aliases

        Get-PSDrive lists the drives, Get-PSProvider the providers, New-PSDrive makes further drives.
        Both slashes separate the elements of a path.
        """, links: ["Get-PSDrive", "Get-ChildItem", "Set-Location"]),
    HelpTopic(
      name: "about_Comparison_Operators", category: "HelpFile",
      synopsis: "Operators that compare values.",
      text: """
        -eq -ne              equal, not equal
        -gt -ge -lt -le      greater, greater or equal, less, less or equal
        -like -notlike       fits a pattern with wildcards
        -match -notmatch     fits a regular expression
        -contains -in        a list has an element (-notcontains, -notin)
        -is -isnot           is of a type

        They ignore case; a c before the name regards it: -ceq, -clike. The left side decides how
        values are compared, and a list on the left side is filtered.
        """),
  ]
}
