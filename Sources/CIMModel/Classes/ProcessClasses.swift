extension ClassCatalog {
  /// Processes.
  static let processClasses = """
    class Win32_Process : CIM_Process {
      string CreationClassName;
      string CommandLine;
      datetime CreationDate;
      string CSCreationClassName;
      string CSName;
      string ExecutablePath;
      uint16 ExecutionState;
      [key] string Handle;
      uint32 HandleCount;
      uint64 KernelModeTime;
      uint32 MaximumWorkingSetSize;
      uint32 MinimumWorkingSetSize;
      string OSCreationClassName;
      string OSName;
      uint64 OtherOperationCount;
      uint64 OtherTransferCount;
      uint32 PageFaults;
      uint32 PageFileUsage;
      uint32 ParentProcessId;
      uint32 PeakPageFileUsage;
      uint64 PeakVirtualSize;
      uint32 PeakWorkingSetSize;
      uint32 Priority;
      uint64 PrivatePageCount;
      uint32 ProcessId;
      uint32 QuotaNonPagedPoolUsage;
      uint32 QuotaPagedPoolUsage;
      uint32 QuotaPeakNonPagedPoolUsage;
      uint32 QuotaPeakPagedPoolUsage;
      uint64 ReadOperationCount;
      uint64 ReadTransferCount;
      uint32 SessionId;
      datetime TerminationDate;
      uint32 ThreadCount;
      uint64 UserModeTime;
      uint64 VirtualSize;
      string WindowsVersion;
      uint64 WorkingSetSize;
      uint64 WriteOperationCount;
      uint64 WriteTransferCount;
      [static] uint32 Create(string CommandLine, string CurrentDirectory,
        Win32_ProcessStartup ProcessStartupInformation, [out] uint32 ProcessId);
      uint32 Terminate(uint32 Reason);
      uint32 GetOwner([out] string User, [out] string Domain);
      uint32 GetOwnerSid([out] string Sid);
      uint32 SetPriority(sint32 Priority);
      uint32 AttachDebugger();
      uint32 GetAvailableVirtualSize([out] uint64 AvailableVirtualSize);
    };
    class Win32_ProcessStartup : Win32_MethodParameterClass {
      [write] uint32 CreateFlags;
      [write] string EnvironmentVariables[];
      [write] uint16 ErrorMode;
      [write] uint32 FillAttribute;
      [write] uint32 PriorityClass;
      [write] uint16 ShowWindow;
      [write] string Title;
      [write] string WinstationDesktop;
      [write] uint32 X;
      [write] uint32 XCountChars;
      [write] uint32 XSize;
      [write] uint32 Y;
      [write] uint32 YCountChars;
      [write] uint32 YSize;
    };
    [association] class Win32_SystemProcesses : CIM_SystemComponent {
      [key] Win32_ComputerSystem ref GroupComponent;
      [key] Win32_Process ref PartComponent;
    };
    [association] class Win32_SessionProcess : Win32_SessionResource {
      [key] Win32_LogonSession ref Antecedent;
      [key] Win32_Process ref Dependent;
    };
    """
}
