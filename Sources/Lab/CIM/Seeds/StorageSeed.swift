import CIMModel

extension CIMSeed {
  /// Disks, partitions and drives.
  var storageInstances: [CIMInstance] {
    let disk = CIMInstance(
      "Win32_DiskDrive", element(#"\\.\PHYSICALDRIVE0"#, description: "Disk drive"),
      device("Win32_DiskDrive", #"\\.\PHYSICALDRIVE0"#),
      [
        "Caption": "Contoso Virtual Disk", "Model": "Contoso Virtual Disk", "Index": 0,
        "InterfaceType": "SCSI", "MediaType": "Fixed hard disk media", "MediaLoaded": true,
        "Partitions": 1, "Size": 137_438_953_472, "BytesPerSector": 512,
        "SerialNumber": "0001", "FirmwareRevision": "1.0",
      ])
    let partition = CIMInstance(
      "Win32_DiskPartition",
      element("Disk #0, Partition #0", description: "GPT: Basic Data"),
      device("Win32_DiskPartition", "Disk #0, Partition #0"),
      [
        "BlockSize": 512, "Bootable": true, "BootPartition": true, "DiskIndex": 0, "Index": 0,
        "NumberOfBlocks": 266_070_008, "PrimaryPartition": true, "Size": 136_227_844_096,
        "StartingOffset": 1_211_105_280, "Type": "GPT: Basic Data",
      ])
    return [
      disk, partition,
      CIMInstance(
        "Win32_LogicalDisk", element("C:", description: "Local Fixed Disk"),
        device("Win32_LogicalDisk", "C:"),
        [
          "Access": 0, "Compressed": false, "DriveType": 3, "FileSystem": "NTFS", "MediaType": 12,
          "Size": 136_227_844_096, "FreeSpace": 112_345_333_760, "MaximumComponentLength": 255,
          "SupportsDiskQuotas": false, "SupportsFileBasedCompression": true, "VolumeName": "",
          "VolumeSerialNumber": "5A3F10C2", "VolumeDirty": false,
        ]),
      CIMInstance(
        "Win32_LogicalDisk", element("D:", description: "CD-ROM Disc"),
        device("Win32_LogicalDisk", "D:"), ["DriveType": 5, "MediaType": 11, "Access": 0]),
      CIMInstance(
        "Win32_DiskDriveToDiskPartition",
        (
          "Antecedent",
          CIMObjectPath(
            className: "Win32_DiskDrive", keys: ["DeviceID": #"\\.\PHYSICALDRIVE0"#])
        ), ("Dependent", partitionPath)),
      CIMInstance(
        className: "Win32_LogicalDiskToPartition",
        values: [
          "Antecedent": .reference(partitionPath), "StartingAddress": 1_211_105_280,
          "EndingAddress": 137_438_949_375,
          "Dependent": .reference(
            CIMObjectPath(className: "Win32_LogicalDisk", keys: ["DeviceID": "C:"])),
        ]),
      CIMInstance(
        "Win32_PageFileUsage", element(#"C:\pagefile.sys"#),
        [
          "AllocatedBaseSize": 1152, "CurrentUsage": 0, "PeakUsage": 0, "TempPageFile": false,
          "InstallDate": Self.installTime,
        ]),
    ]
  }

  private var partitionPath: CIMObjectPath {
    CIMObjectPath(className: "Win32_DiskPartition", keys: ["DeviceID": "Disk #0, Partition #0"])
  }
}
