import PSEngine
import PSLanguage

/// The functions that every session begins with (`language.md` 7.2). They are written in the
/// language, so that `Get-Content function:prompt` shows something that can be changed.
enum PredefinedFunctions {
  /// Names and bodies.
  private static let bodies: [(String, String)] = [
    (
      "prompt",
      "\"PS $($executionContext.SessionState.Path.CurrentLocation)"
        + "$('>' * ($nestedPromptLevel + 1)) \""
    ),
    ("Clear-Host", "[System.Console]::Clear()"),
    ("Get-Verb", VerbFunction.body),
    (
      "TabExpansion2",
      """
      [CmdletBinding()]
      param(
        [Parameter(Mandatory, Position = 0)] [AllowEmptyString()] [string] $inputScript,
        [Parameter(Position = 1)] [int] $cursorColumn = $inputScript.Length,
        [Parameter(Position = 2)] [hashtable] $options
      )
      [System.Management.Automation.CommandCompletion]::CompleteInput(
        $inputScript, $cursorColumn, $options)
      """
    ),
    ("cd..", "Set-Location .."),
    ("cd\\", "Set-Location \\"),
    ("Pause", "$null = Read-Host 'Press Enter to continue...'"),
    ("ImportSystemModules", ""),
    (
      "help",
      forwarded(
        to: "Get-Help",
        """
        [CmdletBinding()]
        param(
          [Parameter(Position = 0)] [string] $Name,
          [Parameter(Position = 1)] [string] $Subject,
          [string] $Path,
          [string[]] $Category,
          [switch] $Full,
          [switch] $Detailed,
          [switch] $Examples,
          [string] $Parameter,
          [switch] $Online
        )
        Get-Help @PSBoundParameters | more
        """)
    ),
    (
      "mkdir",
      forwarded(
        to: "New-Item",
        """
        [CmdletBinding(SupportsShouldProcess)]
        param(
          [Parameter(Mandatory, Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)]
          [string[]] $Path,
          [string] $Name,
          [object] $Value,
          [switch] $Force,
          [pscredential] $Credential
        )
        process { New-Item -ItemType Directory @PSBoundParameters }
        """)
    ),
    (
      "more",
      """
      param([string[]] $Path)
      if ($Path) { foreach ($file in $Path) { Get-Content $file | more.com } }
      else { $input | Out-String -Stream | more.com }
      """
    ),
    (
      "oss",
      forwarded(
        to: "Out-String",
        """
        [CmdletBinding()]
        param([int] $Width, [Parameter(ValueFromPipeline)] [psobject] $InputObject)
        end {
          if ($Width) { $input | Out-String -Stream -Width $Width } else { $input | Out-String -Stream }
        }
        """)
    ),
  ]

  /// A body that names the command whose help is its own, in PowerShell's way.
  private static func forwarded(to command: String, _ body: String) -> String {
    "<#\n.FORWARDHELPTARGETNAME \(command)\n.FORWARDHELPCATEGORY Cmdlet\n#>\n" + body
  }

  static func define(in session: SessionState) {
    for (name, body) in bodies { define(name, body, in: session) }
    // One block serves all drive letters: it reads the name under which it was called.
    let changeDrive = ScriptBlock(
      session.parse("Set-Location $MyInvocation.MyCommand.Name").ast)
    for letter in UnicodeScalar("A").value...UnicodeScalar("Z").value {
      guard let scalar = UnicodeScalar(letter) else { continue }
      session.globalScope.define(function: session.function("\(scalar):", body: changeDrive))
    }
  }

  private static func define(_ name: String, _ body: String, in session: SessionState) {
    session.globalScope.define(
      function: session.function(name, body: ScriptBlock(session.parse(body).ast)))
  }
}
