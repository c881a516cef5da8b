import CIMModel

extension CIMSeed {
  /// The parts that the computer is made of.
  var hardwareInstances: [CIMInstance] {
    [
      CIMInstance(
        "Win32_BIOS", element("Virtual Firmware 4.1"),
        [
          "SoftwareElementID": "Virtual Firmware 4.1", "SoftwareElementState": 3,
          "TargetOperatingSystem": 0, "Version": "VRTUAL - 1", "Manufacturer": "Contoso Firmware",
          "SerialNumber": "0000-0001-0002", "SMBIOSBIOSVersion": "4.1", "PrimaryBIOS": true,
          "SMBIOSPresent": true, "SMBIOSMajorVersion": 3, "SMBIOSMinorVersion": 1,
          "CurrentLanguage": "enUS", "BIOSVersion": .array(["VRTUAL - 1", "Virtual Firmware 4.1"]),
          "ReleaseDate": CIMDateTime("20230501000000.000000+000").map(CIMValue.datetime) ?? .null,
        ]),
      CIMInstance(
        "Win32_BaseBoard", element("Base Board"),
        [
          "Tag": "Base Board", "CreationClassName": "Win32_BaseBoard", "Manufacturer": "Contoso",
          "Product": "Virtual Machine", "SerialNumber": "0000-0001-0002", "HostingBoard": true,
          "PoweredOn": true, "Version": "4.1",
        ]),
      CIMInstance(
        "Win32_Processor", element("Generic x64 Processor"), device("Win32_Processor", "CPU0"),
        [
          "Caption": "Intel64 Family 6 Model 85 Stepping 7", "Manufacturer": "GenuineIntel",
          "Architecture": 9, "AddressWidth": 64, "DataWidth": 64, "NumberOfCores": 2,
          "NumberOfEnabledCore": 2, "NumberOfLogicalProcessors": 2, "ThreadCount": 2,
          "MaxClockSpeed": 2400, "CurrentClockSpeed": 2400, "ExtClock": 100, "Family": 179,
          "Level": 6, "Revision": 21_767, "LoadPercentage": 3, "CpuStatus": 1, "Availability": 3,
          "StatusInfo": 3, "L2CacheSize": 2048, "L3CacheSize": 36_608, "L3CacheSpeed": 0,
          "ProcessorId": "0F8BFBFF00050657", "ProcessorType": 3, "Role": "CPU",
          "SocketDesignation": "CPU 0", "VirtualizationFirmwareEnabled": false,
        ]),
      CIMInstance(
        "Win32_PhysicalMemory", element("Physical Memory"),
        [
          "Tag": "Physical Memory 0", "CreationClassName": "Win32_PhysicalMemory",
          "Capacity": 4_294_967_296, "DeviceLocator": "M0001", "BankLabel": "None",
          "Manufacturer": "Contoso", "FormFactor": 0, "MemoryType": 0, "TypeDetail": 0,
        ]),
    ]
  }
}
