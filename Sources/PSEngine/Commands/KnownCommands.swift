/// Commands of PowerShell that this shell knows by name only (`language.md` 7.3).
public enum KnownCommands {
  /// The proper spelling of a known command that is not implemented; `nil` for unknown words.
  public static func unsupported(_ name: String) -> String? { names[name.lowercased()] }

  private static let names: [String: String] = Dictionary(
    list.split(whereSeparator: \.isWhitespace).map { ($0.lowercased(), String($0)) }
  ) { first, _ in first }

  private static let list = """
    Add-Computer Add-JobTrigger Add-PSSnapin Add-Type Checkpoint-Computer Clear-EventLog
    Clear-RecycleBin Complete-Transaction Connect-PSSession
    ConvertFrom-String ConvertFrom-StringData ConvertTo-Html Convert-String
    Debug-Job Debug-Process Debug-Runspace Disable-ComputerRestore Disable-JobTrigger
    Disable-PSBreakpoint Disable-PSSessionConfiguration
    Disable-ScheduledJob Disconnect-PSSession Enable-ComputerRestore Enable-JobTrigger
    Enable-PSBreakpoint Enable-PSSessionConfiguration Enable-ScheduledJob
    Enter-PSHostProcess Enter-PSSession Exit-PSHostProcess Exit-PSSession Export-Alias
    Export-Clixml Export-Console Export-Counter Export-FormatData Export-ModuleMember
    Export-PSSession Format-Hex Get-AuthenticodeSignature Get-CimAssociatedInstance
    Get-CimClass Get-CimInstance Get-CimSession Get-Clipboard Get-ComputerInfo
    Get-ComputerRestorePoint Get-ControlPanelItem Get-Counter Get-Event Get-EventLog
    Get-EventSubscriber Get-FormatData Get-HotFix Get-Job Get-JobTrigger
    Get-NetIPAddress Get-PfxCertificate Get-PSBreakpoint Get-PSCallStack
    Get-PSReadLineOption Get-PSSession Get-PSSessionCapability Get-PSSessionConfiguration
    Get-PSSnapin Get-Runspace Get-ScheduledJob Get-TimeZone Get-TraceSource Get-Transaction
    Get-TypeData Get-Uptime Get-WinEvent Get-WmiObject Import-Alias Import-Clixml
    Import-Counter Import-LocalizedData Import-PSSession Invoke-AsWorkflow Invoke-CimMethod
    Invoke-Command Invoke-RestMethod Invoke-WebRequest Invoke-WmiMethod
    Join-String Limit-EventLog New-CimInstance New-CimSession
    New-CimSessionOption New-Event New-EventLog New-FileCatalog New-JobTrigger
    New-Module New-ModuleManifest New-PSRoleCapabilityFile New-PSSession
    New-PSSessionConfigurationFile New-PSSessionOption New-PSTransportOption
    New-PSWorkflowSession New-ScheduledJobOption New-Service
    New-TemporaryFile New-WebServiceProxy New-WinEvent Out-GridView Out-Printer Receive-Job
    Receive-PSSession Register-ArgumentCompleter Register-CimIndicationEvent
    Register-EngineEvent Register-ObjectEvent Register-PSSessionConfiguration
    Register-ScheduledJob Register-WmiEvent Remove-CimInstance Remove-CimSession
    Remove-Computer Remove-Event Remove-EventLog Remove-Job
    Remove-JobTrigger Remove-PSBreakpoint Remove-PSReadLineKeyHandler Remove-PSSession
    Remove-PSSnapin Remove-Service Remove-TypeData Remove-WmiObject Rename-Computer
    Reset-ComputerMachinePassword Restart-Computer Restore-Computer
    Resume-Job Save-Help Send-MailMessage
    Set-AuthenticodeSignature Set-CimInstance Set-Clipboard Set-JobTrigger
    Set-PSBreakpoint Set-PSReadLineKeyHandler Set-PSReadLineOption
    Set-PSSessionConfiguration Set-ScheduledJob Set-TimeZone Set-TraceSource Set-WmiInstance
    Show-Command Show-ControlPanelItem Show-EventLog Start-Job Start-Process
    Start-ThreadJob Start-Transaction Stop-Computer Stop-Job Stop-Process Suspend-Job
    Test-ComputerSecureChannel Test-Connection Test-FileCatalog
    Test-ModuleManifest Test-NetConnection Test-PSSessionConfigurationFile Trace-Command
    Unblock-File Undo-Transaction Unregister-Event Unregister-PSSessionConfiguration
    Unregister-ScheduledJob Update-FormatData Update-Help Update-List Update-TypeData
    Use-Transaction Wait-Debugger Wait-Event Wait-Job Wait-Process Write-EventLog
    Get-Process Set-PSDebug
    Get-NetAdapter Get-NetFirewallAddressFilter Get-NetIPConfiguration powershell_ise.exe
    """
}
