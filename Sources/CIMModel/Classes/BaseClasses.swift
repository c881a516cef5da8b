extension ClassCatalog {
  /// The classes above those that emulated computers have instances of.
  static let baseClasses = """
    [abstract] class CIM_ManagedSystemElement {
      string Caption;
      string Description;
      datetime InstallDate;
      string Name;
      string Status;
    };
    [abstract] class CIM_LogicalElement : CIM_ManagedSystemElement { };
    [abstract] class CIM_PhysicalElement : CIM_ManagedSystemElement {
      string CreationClassName;
      [key] string Tag;
    };
    [abstract] class CIM_Setting {
      string Caption;
      string Description;
      string SettingID;
    };
    [abstract] class CIM_Product {
      string Caption;
      string Description;
      [key] string IdentifyingNumber;
      [key] string Name;
      string Vendor;
      [key] string Version;
    };
    [abstract, association] class CIM_Dependency {
      [key] CIM_ManagedSystemElement ref Antecedent;
      [key] CIM_ManagedSystemElement ref Dependent;
    };
    [abstract, association] class CIM_Component {
      [key] CIM_ManagedSystemElement ref GroupComponent;
      [key] CIM_ManagedSystemElement ref PartComponent;
    };
    [abstract, association] class CIM_ElementSetting {
      [key] CIM_ManagedSystemElement ref Element;
      [key] CIM_Setting ref Setting;
    };
    [abstract] class Win32_MethodParameterClass { };
    [abstract] class CIM_SoftwareElement : CIM_LogicalElement { };
    [abstract] class CIM_BIOSElement : CIM_SoftwareElement { };
    [abstract] class CIM_PhysicalPackage : CIM_PhysicalElement { };
    [abstract] class CIM_Card : CIM_PhysicalPackage { };
    [abstract] class CIM_PhysicalComponent : CIM_PhysicalElement { };
    [abstract] class CIM_Chip : CIM_PhysicalComponent { };
    [abstract] class CIM_PhysicalMemory : CIM_Chip { };
    [abstract] class CIM_System : CIM_LogicalElement {
      string CreationClassName;
    };
    [abstract] class CIM_ComputerSystem : CIM_System { };
    [abstract] class CIM_UnitaryComputerSystem : CIM_ComputerSystem { };
    [abstract] class CIM_LogicalDevice : CIM_LogicalElement {
      string CreationClassName;
      [key] string DeviceID;
      string SystemCreationClassName;
      string SystemName;
    };
    [abstract] class CIM_Processor : CIM_LogicalDevice { };
    [abstract] class CIM_NetworkAdapter : CIM_LogicalDevice { };
    [abstract] class CIM_MediaAccessDevice : CIM_LogicalDevice { };
    [abstract] class CIM_DiskDrive : CIM_MediaAccessDevice { };
    [abstract] class CIM_StorageExtent : CIM_LogicalDevice { };
    [abstract] class CIM_DiskPartition : CIM_StorageExtent { };
    [abstract] class CIM_LogicalDisk : CIM_StorageExtent { };
    [abstract] class CIM_SystemResource : CIM_LogicalElement { };
    [abstract] class CIM_OperatingSystem : CIM_LogicalElement { };
    [abstract] class CIM_Process : CIM_LogicalElement { };
    [abstract] class CIM_Job : CIM_LogicalElement { };
    [abstract] class CIM_Service : CIM_LogicalElement {
      string CreationClassName;
      boolean Started;
      string StartMode;
      string SystemCreationClassName;
      string SystemName;
    };
    [abstract] class Win32_BaseService : CIM_Service {
      boolean AcceptPause;
      boolean AcceptStop;
      boolean DesktopInteract;
      string DisplayName;
      string ErrorControl;
      uint32 ExitCode;
      [key] string Name;
      string PathName;
      uint32 ServiceSpecificExitCode;
      string ServiceType;
      string StartName;
      string State;
      uint32 TagId;
    };
    [abstract] class Win32_Account : CIM_LogicalElement {
      [key] string Domain;
      boolean LocalAccount;
      [key] string Name;
      string SID;
      uint8 SIDType;
    };
    [abstract] class Win32_Session : CIM_LogicalElement {
      datetime StartTime;
    };
    [abstract, association] class CIM_ServiceServiceDependency : CIM_Dependency {
      uint16 TypeOfDependency;
    };
    [abstract, association] class CIM_MediaPresent : CIM_Dependency { };
    [abstract, association] class CIM_BasedOn : CIM_Dependency {
      uint64 EndingAddress;
      uint64 StartingAddress;
    };
    [abstract, association] class CIM_LogicalDiskBasedOnPartition : CIM_BasedOn { };
    [abstract, association] class Win32_SessionResource : CIM_Dependency { };
    [abstract, association] class CIM_SystemComponent : CIM_Component { };
    [abstract, association] class CIM_InstalledOS : CIM_SystemComponent {
      boolean PrimaryOS;
    };
    [abstract, association] class Win32_DeviceSettings : CIM_ElementSetting { };
    """
}
