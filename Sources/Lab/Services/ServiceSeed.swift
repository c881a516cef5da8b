/// The services and drivers that a computer has after installation, ordered by name; those of
/// `configuration.json`, so that the cmdlets and `Win32_Service` show the same.
enum ServiceSeed {
  static let all: [ServiceRecord] = [
    ServiceRecord(
      "BFE", "Base Filtering Engine", start: .automatic, runs: true, account: .localService,
      path: #"C:\Windows\system32\svchost.exe -k LocalServiceNoNetworkFirewall -p"#,
      needs: ["RpcSs"]),
    ServiceRecord(
      "BITS", "Background Intelligent Transfer Service", start: .manual,
      path: #"C:\Windows\system32\svchost.exe -k netsvcs -p"#, needs: ["RpcSs"]),
    ServiceRecord(
      "CryptSvc", "Cryptographic Services", start: .automatic, runs: true, stops: true,
      account: .networkService, path: #"C:\Windows\system32\svchost.exe -k NetworkService -p"#,
      needs: ["RpcSs"]),
    ServiceRecord(
      "DcomLaunch", "DCOM Server Process Launcher", start: .automatic, runs: true,
      path: #"C:\Windows\system32\svchost.exe -k DcomLaunch -p"#),
    ServiceRecord(
      "Dhcp", "DHCP Client", start: .automatic, runs: true, stops: true, account: .localService,
      path: #"C:\Windows\system32\svchost.exe -k LocalServiceNetworkRestricted -p"#,
      needs: ["Afd", "NSI"]),
    ServiceRecord(
      "Dnscache", "DNS Client", start: .automatic, runs: true, account: .networkService,
      path: #"C:\Windows\system32\svchost.exe -k NetworkService -p"#, needs: ["nsi"]),
    ServiceRecord(
      "EventLog", "Windows Event Log", start: .automatic, runs: true, stops: true,
      account: .localService,
      path: #"C:\Windows\system32\svchost.exe -k LocalServiceNetworkRestricted -p"#),
    ServiceRecord(
      "EventSystem", "COM+ Event System", start: .automatic, runs: true, stops: true,
      account: .localService, path: #"C:\Windows\system32\svchost.exe -k LocalService -p"#,
      needs: ["rpcss"]),
    ServiceRecord(
      "gpsvc", "Group Policy Client", start: .automatic, runs: true,
      path: #"C:\Windows\system32\svchost.exe -k netsvcs -p"#, needs: ["RPCSS", "Mup"]),
    ServiceRecord(
      "iphlpsvc", "IP Helper", start: .automatic, runs: true, stops: true,
      path: #"C:\Windows\system32\svchost.exe -k NetSvcs -p"#, needs: ["RpcSS", "nsi"]),
    ServiceRecord(
      "LanmanServer", "Server", start: .automatic, runs: true, stops: true,
      path: #"C:\Windows\system32\svchost.exe -k smbsvcs"#, needs: ["SamSS", "Srv2"]),
    ServiceRecord(
      "LanmanWorkstation", "Workstation", start: .automatic, runs: true, stops: true,
      account: .networkService, path: #"C:\Windows\system32\svchost.exe -k NetworkService -p"#,
      needs: ["Bowser", "MRxSmb20", "NSI"]),
    ServiceRecord(
      "MpsSvc", "Windows Defender Firewall", start: .automatic, runs: true, account: .localService,
      path: #"C:\Windows\system32\svchost.exe -k LocalServiceNoNetworkFirewall -p"#,
      needs: ["mpsdrv", "bfe"]),
    ServiceRecord(
      "Netlogon", "Netlogon", start: .manual, path: #"C:\Windows\system32\lsass.exe"#,
      needs: ["LanmanWorkstation"]),
    ServiceRecord(
      "nsi", "Network Store Interface Service", start: .automatic, runs: true, stops: true,
      account: .localService, path: #"C:\Windows\system32\svchost.exe -k LocalService -p"#,
      needs: ["rpcss"]),
    ServiceRecord(
      "PlugPlay", "Plug and Play", start: .manual, runs: true, stops: true,
      path: #"C:\Windows\system32\svchost.exe -k DcomLaunch -p"#),
    ServiceRecord(
      "ProfSvc", "User Profile Service", start: .automatic, runs: true, stops: true,
      path: #"C:\Windows\system32\svchost.exe -k netsvcs -p"#, needs: ["RpcSs"]),
    ServiceRecord(
      "RemoteRegistry", "Remote Registry", start: .automatic, account: .localService,
      path: #"C:\Windows\system32\svchost.exe -k localService -p"#, needs: ["RPCSS"]),
    ServiceRecord(
      "RpcEptMapper", "RPC Endpoint Mapper", start: .automatic, runs: true,
      account: .networkService, path: #"C:\Windows\system32\svchost.exe -k RPCSS -p"#),
    ServiceRecord(
      "RpcSs", "Remote Procedure Call (RPC)", start: .automatic, runs: true,
      account: .networkService, path: #"C:\Windows\system32\svchost.exe -k rpcss -p"#,
      needs: ["RpcEptMapper", "DcomLaunch"]),
    ServiceRecord(
      "SamSs", "Security Accounts Manager", start: .automatic, runs: true,
      path: #"C:\Windows\system32\lsass.exe"#, needs: ["RPCSS"]),
    ServiceRecord(
      "Schedule", "Task Scheduler", start: .automatic, runs: true, stops: true,
      path: #"C:\Windows\system32\svchost.exe -k netsvcs -p"#,
      needs: ["RPCSS", "SystemEventsBroker"]),
    ServiceRecord(
      "Spooler", "Print Spooler", .ownProcess, start: .automatic, runs: true, stops: true,
      path: #"C:\Windows\System32\spoolsv.exe"#, needs: ["RPCSS", "http"]),
    ServiceRecord(
      "SystemEventsBroker", "System Events Broker", start: .automatic, runs: true, stops: true,
      path: #"C:\Windows\system32\svchost.exe -k DcomLaunch -p"#, needs: ["RpcEptMapper", "RpcSs"]),
    ServiceRecord(
      "TermService", "Remote Desktop Services", start: .manual, runs: true, stops: true,
      account: .networkService, path: #"C:\Windows\system32\svchost.exe -k NetworkService"#,
      needs: ["RPCSS"]),
    ServiceRecord(
      "TrustedInstaller", "Windows Modules Installer", .ownProcess, start: .manual,
      path: #"C:\Windows\servicing\TrustedInstaller.exe"#),
    ServiceRecord(
      "UserManager", "User Manager", start: .automatic, runs: true, stops: true,
      path: #"C:\Windows\system32\svchost.exe -k netsvcs -p"#, needs: ["RpcSs", "ProfSvc"]),
    ServiceRecord(
      "W32Time", "Windows Time", start: .manual, runs: true, stops: true, account: .localService,
      path: #"C:\Windows\system32\svchost.exe -k LocalService"#),
    ServiceRecord(
      "Wecsvc", "Windows Event Collector", start: .manual, account: .networkService,
      path: #"C:\Windows\system32\svchost.exe -k NetworkService -p"#, needs: ["HTTP", "Eventlog"]),
    ServiceRecord(
      "Winmgmt", "Windows Management Instrumentation", start: .automatic, runs: true, stops: true,
      path: #"C:\Windows\system32\svchost.exe -k netsvcs -p"#, needs: ["RPCSS"]),
    ServiceRecord(
      "WinRM", "Windows Remote Management (WS-Management)", start: .automatic, runs: true,
      stops: true, account: .networkService,
      path: #"C:\Windows\System32\svchost.exe -k NetworkService -p"#, needs: ["RPCSS", "HTTP"]),
    ServiceRecord(
      "wuauserv", "Windows Update", start: .manual,
      path: #"C:\Windows\system32\svchost.exe -k netsvcs -p"#, needs: ["rpcss"]),
    ServiceRecord(
      "XblGameSave", "Xbox Live Game Save", start: .disabled,
      path: #"C:\Windows\system32\svchost.exe -k netsvcs -p"#, needs: ["UserManager"]),
    ServiceRecord(
      "HTTP", "HTTP Service", .kernelDriver, start: .manual, runs: true,
      path: #"C:\Windows\system32\drivers\HTTP.sys"#),
    ServiceRecord(
      "Afd", "Ancillary Function Driver for Winsock", .kernelDriver, start: .system, runs: true,
      path: #"C:\Windows\system32\drivers\afd.sys"#),
    ServiceRecord(
      "Mup", "Mup", .fileSystemDriver, start: .boot, runs: true,
      path: #"C:\Windows\System32\Drivers\mup.sys"#),
    ServiceRecord(
      "Bowser", "Browser", .fileSystemDriver, start: .manual, runs: true,
      path: #"C:\Windows\system32\DRIVERS\bowser.sys"#),
    ServiceRecord(
      "MRxSmb20", "SMB 2.0 MiniRedirector", .fileSystemDriver, start: .manual, runs: true,
      path: #"C:\Windows\system32\DRIVERS\mrxsmb20.sys"#),
    ServiceRecord(
      "Srv2", "Server SMB 2.xxx Driver", .fileSystemDriver, start: .manual, runs: true,
      path: #"C:\Windows\system32\DRIVERS\srv2.sys"#),
    ServiceRecord(
      "mpsdrv", "Windows Defender Firewall Authorization Driver", .kernelDriver, start: .manual,
      runs: true, path: #"C:\Windows\system32\drivers\mpsdrv.sys"#),
  ]
}
