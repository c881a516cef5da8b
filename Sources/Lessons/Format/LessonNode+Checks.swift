// The closed set of checks as an author writes them.
extension LessonNode {
  /// Forms of a check, by the key that tells them apart.
  private static let kinds = [
    "item", "location", "connected", "disconnected", "service", "property", "message",
  ]

  private static let keys =
    kinds + ["value", "state", "computer", "of", "resource", "fault", "encrypted"]

  /// A check.
  func check() throws(LessonFileError) -> LessonCheck {
    let fields = try fields(Self.keys, of: "a check")
    let given = Self.kinds.filter { fields[$0] != nil }
    guard given.count == 1, let kind = given.first, let subject = fields[kind] else {
      throw error("A check has exactly one of the keys \(Self.kinds.joined(separator: ", ")).")
    }
    func only(_ accepted: String...) throws(LessonFileError) {
      for key in Self.keys
      where key != kind && !accepted.contains(key) {
        if let other = fields[key] {
          throw other.error("\"\(key)\" does not go with \"\(kind)\".")
        }
      }
    }
    let name = try subject.text(of: kind)
    let computer = try fields["computer"]?.text(of: "computer")
    switch kind {
    case "item":
      try only("value", "state")
      return try itemCheck(name, fields)
    case "location":
      try only()
      return .location(path: name)
    case "connected", "disconnected":
      try only()
      return .connection(computer: name, exists: kind == "connected")
    case "service":
      try only("state", "computer")
      guard let state = fields["state"] else {
        throw error("A check of a service needs its state: running or stopped.")
      }
      let word = try state.choice(of: "state", ["running", "stopped"])
      return .service(name: name, isRunning: word == "running", computer: computer)
    case "property":
      try only("of", "value", "computer")
      guard let instance = fields["of"], let value = fields["value"] else {
        throw error(
          "A check of a CIM property needs \"of\", such as wmicimv2/Win32_Service?Name=Spooler, "
            + "and \"value\".")
      }
      return .property(
        name: name, instance: try instance.text(of: "of"), value: try value.value(of: "value"),
        computer: computer)
    default:
      try only("resource", "computer", "fault", "encrypted")
      let encrypted = try fields["encrypted"]?.choice(of: "encrypted", ["true", "false"])
      return .message(
        LessonCheck.MessagePattern(
          action: name, resource: try fields["resource"]?.text(of: "resource"),
          computer: computer, fault: try fields["fault"]?.faultCode(),
          isEncrypted: encrypted.map { $0 == "true" }))
    }
  }

  private func itemCheck(
    _ path: String, _ fields: [String: LessonNode]
  ) throws(LessonFileError) -> LessonCheck {
    switch (fields["value"], fields["state"]) {
    case (let value?, nil): return .value(path: path, value: try value.value(of: "value"))
    case (nil, let state?):
      let word = try state.choice(of: "state", ["exists", "missing"])
      return .item(path: path, exists: word == "exists")
    default:
      throw error("A check of an item has either \"value\", or \"state\": exists or missing.")
    }
  }

  /// A fault code in decimal or with 0x; `none` for an answer without a fault.
  private func faultCode() throws(LessonFileError) -> UInt32 {
    let text = try text(of: "fault").lowercased()
    if text == "none" { return 0 }
    let code = text.hasPrefix("0x") ? UInt32(text.dropFirst(2), radix: 16) : UInt32(text)
    guard let code else {
      throw error("\"\(text)\" is no fault code: a number, also in the form 0x80338012, or none.")
    }
    return code
  }
}
