extension ClassCatalog {
  /// Services, drivers, and what depends on what.
  static let serviceClasses = """
    class Win32_LoadOrderGroup : CIM_LogicalElement {
      boolean DriverEnabled;
      uint32 GroupOrder;
      [key] string Name;
    };
    class Win32_Service : Win32_BaseService {
      uint32 CheckPoint;
      boolean DelayedAutoStart;
      uint32 ProcessId;
      [write] string State;
      uint32 WaitHint;
      uint32 StartService();
      uint32 StopService();
      uint32 PauseService();
      uint32 ResumeService();
      uint32 InterrogateService();
      uint32 UserControlService(uint8 ControlCode);
      uint32 ChangeStartMode(string StartMode);
      uint32 Change(string DisplayName, string PathName, uint32 ServiceType, uint32 ErrorControl,
        string StartMode, boolean DesktopInteract, string StartName, string StartPassword,
        string LoadOrderGroup, string LoadOrderGroupDependencies[],
        string ServiceDependencies[]);
      [static] uint32 Create(string Name, string DisplayName, string PathName, uint8 ServiceType,
        uint8 ErrorControl, string StartMode, boolean DesktopInteract, string StartName,
        string StartPassword, string LoadOrderGroup, string LoadOrderGroupDependencies[],
        string ServiceDependencies[]);
      uint32 Delete();
      uint32 GetSecurityDescriptor([out] Win32_SecurityDescriptor Descriptor);
      uint32 SetSecurityDescriptor(Win32_SecurityDescriptor Descriptor);
    };
    class Win32_SystemDriver : Win32_BaseService {
      [write] string State;
      uint32 StartService();
      uint32 StopService();
      uint32 ChangeStartMode(string StartMode);
    };
    [association] class Win32_DependentService : CIM_ServiceServiceDependency {
      [key] Win32_BaseService ref Antecedent;
      [key] Win32_BaseService ref Dependent;
    };
    [association] class Win32_LoadOrderGroupServiceMembers : CIM_Component {
      [key] Win32_LoadOrderGroup ref GroupComponent;
      [key] Win32_BaseService ref PartComponent;
    };
    [association] class Win32_SystemServices : CIM_SystemComponent {
      [key] Win32_ComputerSystem ref GroupComponent;
      [key] Win32_Service ref PartComponent;
    };
    """
}
