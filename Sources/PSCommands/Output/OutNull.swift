import PSEngine

/// `Out-Null`: drops what arrives.
final class OutNull: Cmdlet {
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "The objects.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Out-Null", parameters: [inputObject.definition], synopsis: "Drops what arrives.")
  }
}
