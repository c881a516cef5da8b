extension ClassCatalog {
  /// The operating system and its settings.
  static let operatingSystemClasses = """
    [singleton] class Win32_OperatingSystem : CIM_OperatingSystem {
      string BootDevice;
      string BuildNumber;
      string BuildType;
      string CodeSet;
      string CountryCode;
      string CreationClassName;
      string CSCreationClassName;
      string CSDVersion;
      string CSName;
      sint16 CurrentTimeZone;
      boolean DataExecutionPrevention_Available;
      boolean DataExecutionPrevention_32BitApplications;
      boolean DataExecutionPrevention_Drivers;
      uint8 DataExecutionPrevention_SupportPolicy;
      boolean Debug;
      [write] string Description;
      boolean Distributed;
      uint32 EncryptionLevel;
      [write] uint8 ForegroundApplicationBoost;
      uint64 FreePhysicalMemory;
      uint64 FreeSpaceInPagingFiles;
      uint64 FreeVirtualMemory;
      uint32 LargeSystemCache;
      datetime LastBootUpTime;
      datetime LocalDateTime;
      string Locale;
      string Manufacturer;
      uint32 MaxNumberOfProcesses;
      uint64 MaxProcessMemorySize;
      string MUILanguages[];
      [key] string Name;
      uint32 NumberOfLicensedUsers;
      uint32 NumberOfProcesses;
      uint32 NumberOfUsers;
      uint32 OperatingSystemSKU;
      string Organization;
      string OSArchitecture;
      uint32 OSLanguage;
      uint32 OSProductSuite;
      uint16 OSType;
      string OtherTypeDescription;
      boolean PAEEnabled;
      string PlusProductID;
      string PlusVersionNumber;
      boolean PortableOperatingSystem;
      boolean Primary;
      uint32 ProductType;
      string RegisteredUser;
      string SerialNumber;
      uint16 ServicePackMajorVersion;
      uint16 ServicePackMinorVersion;
      uint64 SizeStoredInPagingFiles;
      uint32 SuiteMask;
      string SystemDevice;
      string SystemDirectory;
      string SystemDrive;
      uint64 TotalSwapSpaceSize;
      uint64 TotalVirtualMemorySize;
      uint64 TotalVisibleMemorySize;
      string Version;
      string WindowsDirectory;
      [write] uint8 QuantumLength;
      [write] uint8 QuantumType;
      uint32 Reboot();
      uint32 Shutdown();
      uint32 Win32Shutdown(sint32 Flags, sint32 Reserved);
      uint32 Win32ShutdownTracker(uint32 Timeout, string Comment, uint32 ReasonCode,
        sint32 Flags);
      uint32 SetDateTime(datetime LocalDateTime);
    };
    [association] class Win32_SystemOperatingSystem : CIM_InstalledOS {
      [key] Win32_ComputerSystem ref GroupComponent;
      [key] Win32_OperatingSystem ref PartComponent;
    };
    class Win32_Environment : CIM_SystemResource {
      [key, write] string Name;
      boolean SystemVariable;
      [key] string UserName;
      [write] string VariableValue;
    };
    class Win32_QuickFixEngineering : CIM_LogicalElement {
      [key] string CSName;
      string FixComments;
      [key] string HotFixID;
      string InstalledBy;
      string InstalledOn;
      [key] string ServicePackInEffect;
    };
    class Win32_ScheduledJob : CIM_Job {
      datetime ElapsedTime;
      string Notify;
      string Owner;
      uint32 Priority;
      datetime TimeSubmitted;
      datetime UntilTime;
      string Command;
      uint32 DaysOfMonth;
      uint32 DaysOfWeek;
      boolean InteractWithDesktop;
      [key] uint32 JobId;
      string JobStatus;
      boolean RunRepeatedly;
      datetime StartTime;
      [static] uint32 Create(string Command, datetime StartTime, boolean RunRepeatedly,
        uint32 DaysOfWeek, uint32 DaysOfMonth, boolean InteractWithDesktop, [out] uint32 JobId);
    };
    [singleton] class Win32_WMISetting : CIM_Setting {
      [write] string ASPScriptDefaultNamespace;
      [write] boolean ASPScriptEnabled;
      string AutorecoverMofs[];
      [write] uint32 AutoStartWin9X;
      [write] uint32 BackupInterval;
      [write] datetime BackupLastTime;
      string BuildVersion;
      string DatabaseDirectory;
      uint32 DatabaseMaxSize;
      [write] boolean EnableAnonWin9xConnections;
      [write] boolean EnableEvents;
      [write] boolean EnableStartupHeapPreallocation;
      [write] uint32 HighThresholdOnClientObjects;
      [write] uint32 HighThresholdOnEvents;
      string InstallationDirectory;
      uint32 LastStartupHeapPreallocation;
      [write] string LoggingDirectory;
      [write] uint32 LoggingLevel;
      [write] uint32 LowThresholdOnClientObjects;
      [write] uint32 LowThresholdOnEvents;
      [write] uint32 MaxLogFileSize;
      [write] uint32 MaxWaitOnClientObjects;
      [write] uint32 MaxWaitOnEvents;
      string MofSelfInstallDirectory;
    };
    """
}
