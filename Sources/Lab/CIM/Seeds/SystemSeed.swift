import CIMModel
import WSManProtocol

extension CIMSeed {
  /// The name of the operating system, which is the key of its instance.
  var systemName: String {
    "\(edition.caption)|C:\\Windows|\\Device\\Harddisk0\\Partition3"
  }

  private var edition: (caption: String, version: String, build: String) {
    let build = system.version.split(separator: ".").last.map(String.init) ?? ""
    let name = Self.editions[build] ?? "Windows Server"
    return ("Microsoft \(name) Standard", system.version, build)
  }

  /// The servers of Windows by the number of their build.
  private static let editions = [
    "6002": "Windows Server 2008", "7601": "Windows Server 2008 R2",
    "9200": "Windows Server 2012", "9600": "Windows Server 2012 R2",
    "14393": "Windows Server 2016", "17763": "Windows Server 2019",
    "20348": "Windows Server 2022", "26100": "Windows Server 2025",
  ]

  /// The two numbers of the service pack.
  private var servicePack: [UInt64] {
    system.servicePack.split(separator: ".").map { UInt64($0) ?? 0 } + [0, 0]
  }

  /// The computer, its operating system and what belongs to them.
  var systemInstances: [CIMInstance] {
    let isMember = domainName != nil
    let group = domainName ?? "WORKGROUP"
    let computer = CIMInstance(
      "Win32_ComputerSystem", element(computerName, description: "AT/AT COMPATIBLE"),
      [
        "CreationClassName": "Win32_ComputerSystem",
        "DNSHostName": .string(computerName.lowercased()),
        "Domain": .string(group), "DomainRole": .unsigned(isMember ? 3 : 2),
        "PartOfDomain": .boolean(isMember),
        "Workgroup": isMember ? .null : .string(group), "HypervisorPresent": true,
        "Manufacturer": "Contoso", "Model": "Virtual Machine", "SystemType": "x64-based PC",
        "NumberOfProcessors": 1, "NumberOfLogicalProcessors": 2,
        "TotalPhysicalMemory": 4_294_430_720,
        "CurrentTimeZone": .signed(0), "PrimaryOwnerName": "Windows User",
        "Roles": .array(["LM_Workstation", "LM_Server", "NT", "Server_NT"]),
        "BootupState": "Normal boot",
        "DaylightInEffect": false, "EnableDaylightSavingsTime": true,
        "NetworkServerModeEnabled": true,
        "PowerState": 0, "ThermalState": 3, "ChassisBootupState": 3, "WakeUpType": 6,
        "UserName": .string("\(domainShortName ?? computerName)\\administrator"),
      ])
    let edition = edition
    let operatingSystem = CIMInstance(
      "Win32_OperatingSystem",
      [
        "Name": .string(systemName), "Caption": .string(edition.caption),
        "Version": .string(edition.version),
        "BuildNumber": .string(edition.build), "BuildType": "Multiprocessor Free",
        "CodeSet": "1252",
        "CountryCode": "1", "CreationClassName": "Win32_OperatingSystem",
        "CSCreationClassName": "Win32_ComputerSystem", "CSName": .string(computerName),
        "CurrentTimeZone": .signed(0), "Debug": false, "Description": "", "Distributed": false,
        "EncryptionLevel": 256, "FreePhysicalMemory": 2_612_348,
        "FreeSpaceInPagingFiles": 1_179_648,
        "FreeVirtualMemory": 3_804_112, "InstallDate": Self.installTime,
        "LastBootUpTime": Self.bootTime,
        "Locale": "0409", "Manufacturer": "Microsoft Corporation",
        "MaxNumberOfProcesses": 4_294_967_295, "MaxProcessMemorySize": 137_438_953_344,
        "MUILanguages": .array(["en-US"]), "NumberOfProcesses": 13, "NumberOfUsers": 1,
        "OperatingSystemSKU": 7, "OSArchitecture": "64-bit", "OSLanguage": 1033, "OSType": 18,
        "Primary": true, "ProductType": 3, "RegisteredUser": "Windows User", "Organization": "",
        "SerialNumber": "00000-00000-00000-AA000",
        "ServicePackMajorVersion": .unsigned(servicePack[0]),
        "ServicePackMinorVersion": .unsigned(servicePack[1]),
        "CSDVersion": servicePack[0] == 0 ? .null : .string("Service Pack \(servicePack[0])"),
        "Status": "OK", "SuiteMask": 272,
        "SystemDevice": #"\Device\HarddiskVolume3"#, "BootDevice": #"\Device\HarddiskVolume1"#,
        "SystemDirectory": #"C:\Windows\system32"#, "SystemDrive": "C:",
        "WindowsDirectory": #"C:\Windows"#, "TotalVirtualMemorySize": 5_373_308,
        "TotalVisibleMemorySize": 4_193_780, "SizeStoredInPagingFiles": 1_179_648,
        "ForegroundApplicationBoost": 2, "PortableOperatingSystem": false,
      ])
    return [
      computer, operatingSystem,
      CIMInstance(
        "Win32_ComputerSystemProduct",
        [
          "IdentifyingNumber": "0000-0001-0002", "Name": "Virtual Machine",
          "Version": "Hyper-V UEFI Release v4.1",
          "Vendor": "Contoso", "Caption": "Computer System Product",
          "Description": "Computer System Product",
          "UUID": .string(Self.identifier(of: fullName)),
        ]),
      CIMInstance(
        className: "Win32_SystemOperatingSystem",
        values: [
          "GroupComponent": .reference(systemPath), "PrimaryOS": true,
          "PartComponent": .reference(
            CIMObjectPath(className: "Win32_OperatingSystem", keys: ["Name": systemName])),
        ]),
      CIMInstance(
        "Win32_TimeZone",
        [
          "StandardName": "Coordinated Universal Time",
          "DaylightName": "Coordinated Universal Time",
          "Caption": "(UTC) Coordinated Universal Time",
          "Description": "(UTC) Coordinated Universal Time",
          "Bias": .signed(0), "DaylightBias": .signed(0), "StandardBias": 0,
        ]),
      CIMInstance(
        "Win32_WMISetting",
        [
          "LoggingLevel": 1, "LoggingDirectory": #"C:\Windows\system32\WBEM\Logs\"#,
          "InstallationDirectory": #"C:\Windows\system32\WBEM"#, "BackupInterval": 30,
          "BuildVersion": .string(edition.build + ".1"), "MaxLogFileSize": 65_536,
          "ASPScriptDefaultNamespace": #"root\cimv2"#, "EnableEvents": true,
          "DatabaseDirectory": #"C:\Windows\system32\WBEM\Repository"#,
        ]),
      environment("ComSpec", #"%SystemRoot%\system32\cmd.exe"#),
      environment("NUMBER_OF_PROCESSORS", "2"), environment("OS", "Windows_NT"),
      environment("PATHEXT", ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC"),
      environment("PROCESSOR_ARCHITECTURE", "AMD64"), environment("TEMP", #"%SystemRoot%\TEMP"#),
      environment("windir", "%SystemRoot%"),
      update("KB5034129", "Security Update", "1/15/2024"),
      update("KB5035857", "Security Update", "3/1/2024"),
    ]
  }

  private func environment(_ name: String, _ value: String) -> CIMInstance {
    CIMInstance(
      "Win32_Environment",
      [
        "Name": .string(name), "UserName": "<SYSTEM>", "VariableValue": .string(value),
        "SystemVariable": true, "Caption": .string("<SYSTEM>\\\(name)"),
        "Description": .string("<SYSTEM>\\\(name)"), "Status": "OK",
      ])
  }

  private func update(_ name: String, _ kind: String, _ date: String) -> CIMInstance {
    CIMInstance(
      "Win32_QuickFixEngineering",
      [
        "HotFixID": .string(name), "CSName": .string(computerName), "ServicePackInEffect": "",
        "Description": .string(kind), "InstalledOn": .string(date),
        "InstalledBy": #"NT AUTHORITY\SYSTEM"#, "FixComments": "",
        "Caption": .string("http://support.microsoft.com/?kbid=\(name.dropFirst(2))"),
      ])
  }

  /// A GUID that belongs to a name, the same on every machine.
  private static func identifier(of name: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.lowercased().utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: 16 - digits.utf8.count) + digits
    let (head, tail) = (padded.prefix(8), padded.suffix(8))
    return
      "\(head)-\(tail.prefix(4))-4\(tail.suffix(3))-8\(head.prefix(3))-\(tail)\(head.suffix(4))"
  }
}
