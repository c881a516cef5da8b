import PSEngine

/// The aliases of Windows PowerShell 5.1 (`language.md` 7.2).
enum DefaultAliases {
  /// Names that other shells use: shared by all scopes, but users may give them another meaning.
  static let familiar: [(String, String)] = [
    ("cat", "Get-Content"), ("cd", "Set-Location"), ("chdir", "Set-Location"),
    ("clear", "Clear-Host"), ("cls", "Clear-Host"), ("copy", "Copy-Item"), ("cp", "Copy-Item"),
    ("curl", "Invoke-WebRequest"), ("del", "Remove-Item"), ("diff", "Compare-Object"),
    ("dir", "Get-ChildItem"), ("echo", "Write-Output"), ("erase", "Remove-Item"),
    ("h", "Get-History"), ("history", "Get-History"), ("kill", "Stop-Process"),
    ("lp", "Out-Printer"), ("ls", "Get-ChildItem"), ("man", "help"), ("md", "mkdir"),
    ("mount", "New-PSDrive"), ("move", "Move-Item"), ("mv", "Move-Item"),
    ("popd", "Pop-Location"), ("ps", "Get-Process"), ("pushd", "Push-Location"),
    ("pwd", "Get-Location"), ("r", "Invoke-History"), ("rd", "Remove-Item"),
    ("ren", "Rename-Item"), ("rm", "Remove-Item"), ("rmdir", "Remove-Item"),
    ("set", "Set-Variable"), ("sleep", "Start-Sleep"), ("sort", "Sort-Object"),
    ("start", "Start-Process"), ("tee", "Tee-Object"), ("type", "Get-Content"),
    ("wget", "Invoke-WebRequest"), ("write", "Write-Output"),
  ]

  /// The shell's own short names: read-only and shared by all scopes.
  static let own: [(String, String)] = [
    ("%", "ForEach-Object"), ("?", "Where-Object"), ("ac", "Add-Content"),
    ("asnp", "Add-PSSnapin"), ("cfs", "ConvertFrom-String"), ("clc", "Clear-Content"),
    ("clhy", "Clear-History"), ("cli", "Clear-Item"), ("clp", "Clear-ItemProperty"),
    ("clv", "Clear-Variable"), ("cnsn", "Connect-PSSession"), ("compare", "Compare-Object"),
    ("cpi", "Copy-Item"), ("cpp", "Copy-ItemProperty"), ("cvpa", "Convert-Path"),
    ("dbp", "Disable-PSBreakpoint"), ("dnsn", "Disconnect-PSSession"),
    ("ebp", "Enable-PSBreakpoint"), ("epal", "Export-Alias"), ("epcsv", "Export-Csv"),
    ("epsn", "Export-PSSession"), ("etsn", "Enter-PSSession"), ("exsn", "Exit-PSSession"),
    ("fc", "Format-Custom"), ("fhx", "Format-Hex"), ("fl", "Format-List"),
    ("foreach", "ForEach-Object"), ("ft", "Format-Table"), ("fw", "Format-Wide"),
    ("gal", "Get-Alias"), ("gbp", "Get-PSBreakpoint"), ("gc", "Get-Content"),
    ("gcb", "Get-Clipboard"), ("gci", "Get-ChildItem"), ("gcm", "Get-Command"),
    ("gcs", "Get-PSCallStack"), ("gdr", "Get-PSDrive"), ("ghy", "Get-History"),
    ("gi", "Get-Item"), ("gin", "Get-ComputerInfo"), ("gjb", "Get-Job"), ("gl", "Get-Location"),
    ("gm", "Get-Member"), ("gmo", "Get-Module"), ("gp", "Get-ItemProperty"),
    ("gps", "Get-Process"), ("gpv", "Get-ItemPropertyValue"), ("group", "Group-Object"),
    ("gsn", "Get-PSSession"), ("gsnp", "Get-PSSnapin"), ("gsv", "Get-Service"),
    ("gtz", "Get-TimeZone"), ("gu", "Get-Unique"), ("gv", "Get-Variable"),
    ("gwmi", "Get-WmiObject"), ("icm", "Invoke-Command"), ("iex", "Invoke-Expression"),
    ("ihy", "Invoke-History"), ("ii", "Invoke-Item"), ("ipal", "Import-Alias"),
    ("ipcsv", "Import-Csv"), ("ipmo", "Import-Module"), ("ipsn", "Import-PSSession"),
    ("irm", "Invoke-RestMethod"), ("ise", "powershell_ise.exe"), ("iwmi", "Invoke-WmiMethod"),
    ("iwr", "Invoke-WebRequest"), ("measure", "Measure-Object"), ("mi", "Move-Item"),
    ("mp", "Move-ItemProperty"), ("nal", "New-Alias"), ("ndr", "New-PSDrive"),
    ("ni", "New-Item"), ("nmo", "New-Module"), ("npssc", "New-PSSessionConfigurationFile"),
    ("nsn", "New-PSSession"), ("nv", "New-Variable"), ("oh", "Out-Host"),
    ("rbp", "Remove-PSBreakpoint"), ("rcjb", "Receive-Job"), ("rcsn", "Receive-PSSession"),
    ("rdr", "Remove-PSDrive"), ("ri", "Remove-Item"), ("rjb", "Remove-Job"),
    ("rmo", "Remove-Module"), ("rni", "Rename-Item"), ("rnp", "Rename-ItemProperty"),
    ("rp", "Remove-ItemProperty"), ("rsn", "Remove-PSSession"), ("rsnp", "Remove-PSSnapin"),
    ("rujb", "Resume-Job"), ("rv", "Remove-Variable"), ("rvpa", "Resolve-Path"),
    ("rwmi", "Remove-WmiObject"), ("sajb", "Start-Job"), ("sal", "Set-Alias"),
    ("saps", "Start-Process"), ("sasv", "Start-Service"), ("sbp", "Set-PSBreakpoint"),
    ("sc", "Set-Content"), ("scb", "Set-Clipboard"), ("select", "Select-Object"),
    ("shcm", "Show-Command"), ("si", "Set-Item"), ("sl", "Set-Location"),
    ("sls", "Select-String"), ("sp", "Set-ItemProperty"), ("spjb", "Stop-Job"),
    ("spps", "Stop-Process"), ("spsv", "Stop-Service"), ("stz", "Set-TimeZone"),
    ("sujb", "Suspend-Job"), ("sv", "Set-Variable"), ("swmi", "Set-WmiInstance"),
    ("trcm", "Trace-Command"), ("where", "Where-Object"), ("wjb", "Wait-Job"),
  ]

  static func define(in session: SessionState) {
    for (name, command) in familiar { session.aliases.define(name, command, options: .allScope) }
    for (name, command) in own {
      session.aliases.define(name, command, options: [.readOnly, .allScope])
    }
  }
}
