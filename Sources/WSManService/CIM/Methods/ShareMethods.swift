import CIMModel

/// The methods of shared folders.
enum ShareMethods {
  static let all: [String: CIMMethodTable.Body] = [
    "Create": create, "Delete": delete, "SetShareInfo": setInformation,
    "GetAccessMask": { _ in CIMMethodResult(fullAccess) },
  ]

  /// All rights on a file (`FILE_ALL_ACCESS`).
  private static let fullAccess: UInt32 = 2_032_127

  /// The bit of shares for administrators.
  private static let administrative: Int64 = 0x8000_0000

  @Sendable private static func create(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let name = call.text("Name"), !name.isEmpty, name.utf16.count <= 80,
      !name.contains(where: { "\"/\\[]:|<>+=;,?*".contains($0) })
    else { return CIMMethodResult(9) }
    guard let path = call.text("Path"), !path.isEmpty else { return CIMMethodResult(21) }
    guard try call.isFolder(path) else { return CIMMethodResult(24) }
    guard let type = call.number("Type"), (0...3).contains(type & ~administrative) else {
      return CIMMethodResult(21)
    }
    let maximum = call.number("MaximumAllowed")
    var share = CIMInstance(
      className: call.target.name,
      values: [
        "Name": .string(name), "Path": .string(path), "Type": .unsigned(UInt64(type)),
        "Description": .string(call.text("Description") ?? ""), "Status": .string("OK"),
        "Caption": .string(call.text("Description") ?? name),
        "AllowMaximum": .boolean(maximum == nil),
      ])
    if let maximum { share["MaximumAllowed"] = .unsigned(UInt64(max(0, maximum))) }
    do {
      try call.writer.insert(share, in: call.namespace)
    } catch CIMRepositoryError.instanceExists {
      return CIMMethodResult(22)
    }
    return .success
  }

  @Sendable private static func delete(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    guard let share = call.instance else { return CIMMethodResult(25) }
    try call.writer.delete(share, in: call.namespace)
    return .success
  }

  @Sendable private static func setInformation(_ call: CIMMethodCall) throws -> CIMMethodResult {
    guard call.isAdministrator else { return .accessDenied }
    try call.store { share in
      if let text = call.text("Description") {
        share["Description"] = .string(text)
        share["Caption"] = .string(text)
      }
      if let maximum = call.number("MaximumAllowed") {
        share["MaximumAllowed"] = .unsigned(UInt64(max(0, maximum)))
        share["AllowMaximum"] = .boolean(false)
      }
    }
    return .success
  }
}
