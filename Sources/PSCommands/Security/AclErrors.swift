import PSEngine

/// The parameter sets of the commands on security descriptors.
enum AclSets {
  static let path = "ByPath"
  static let literalPath = "ByLiteralPath"
  static let object = "ByInputObject"
}

/// Errors of the commands on security descriptors: what they all end in, since no provider of this
/// shell has any.
enum AclErrors {
  static let getNotSupported = "GetAcl_OperationNotSupported"
  static let setNotSupported = "SetAcl_OperationNotSupported"

  /// The provider of an item has no security descriptors.
  static func notSupported(_ target: ItemTarget) -> PSRuntimeError {
    error(
      "Cannot perform the operation because it is not supported on the object found in path "
        + "\(target.shown): the provider '\(target.provider.name)' has no security descriptors. "
        + "Where one is the value of an item, use Get-Item and Set-Item.", getNotSupported)
  }

  /// A path leads nowhere.
  static func missing(_ target: ItemTarget, isLiteral: Bool) -> PSRuntimeError {
    let error = PathErrors.missing(target.shown)
    return PSRuntimeError(
      ErrorRecord(
        error.record.exception,
        id: isLiteral ? "GetAcl_PathNotFound" : "GetAcl_PathNotFound_Exception",
        category: .objectNotFound))
  }

  /// An object does not know its security descriptor.
  static func noMethod(_ verb: String, _ method: String, id: String) -> PSRuntimeError {
    error(
      "Cannot \(verb) the ACL because the object has no method \(method). Name an item with -Path.",
      id)
  }

  /// An object that is to be set is no security descriptor.
  static func noDescriptor(_ object: PSValue) -> PSRuntimeError {
    PSRuntimeError(
      ErrorRecord(
        PSException(
          "System.ArgumentException",
          "The object given with -AclObject is no security descriptor. Where one is the value of an item, such as "
            + "RootSDDL, use Set-Item."), id: "SetAcl_AclObject", category: .invalidArgument,
        target: object))
  }

  private static func error(_ message: String, _ id: String) -> PSRuntimeError {
    PSRuntimeError(
      message, id: id, category: .notImplemented, exception: "System.NotSupportedException")
  }
}
