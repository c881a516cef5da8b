import CIMModel

extension CIMSeed {
  /// The groups in whose order Windows starts drivers and services, and their members.
  var loadOrderInstances: [CIMInstance] {
    Self.loadOrder.enumerated().flatMap { place, group -> [CIMInstance] in
      let name = group.name
      let own = CIMObjectPath(className: "Win32_LoadOrderGroup", keys: ["Name": name])
      let members = ServiceSeed.all.filter { record in
        group.members.contains { $0.lowercased() == record.name.lowercased() }
      }
      return [
        CIMInstance(
          "Win32_LoadOrderGroup", element(name),
          [
            "GroupOrder": .unsigned(UInt64(place + 1)),
            "DriverEnabled": .boolean(members.contains { $0.kind.isDriver }),
          ])
      ]
        + members.map {
          CIMInstance(
            "Win32_LoadOrderGroupServiceMembers", ("GroupComponent", own),
            ("PartComponent", path(of: $0)))
        }
    }
  }

  private static let loadOrder: [(name: String, members: [String])] = [
    ("System Reserved", []), ("Boot Bus Extender", []), ("System Bus Extender", []),
    ("SCSI miniport", []), ("Port", []), ("Primary Disk", []), ("File System", []),
    ("Network", ["Mup", "Bowser", "MRxSmb20"]), ("Base", []), ("NDIS", []),
    ("PNP_TDI", ["Afd"]), ("TDI", ["Dhcp", "Dnscache"]), ("NetBIOSGroup", []),
    ("Event Log", ["EventLog"]), ("ProfSvc_Group", ["ProfSvc", "gpsvc"]),
    ("COM Infrastructure", ["DcomLaunch", "RpcEptMapper", "RpcSs"]),
    ("MS_WindowsLocalValidation", ["SamSs"]), ("SpoolerGroup", ["Spooler"]),
    ("NetworkProvider", ["BFE", "LanmanWorkstation"]),
  ]
}
