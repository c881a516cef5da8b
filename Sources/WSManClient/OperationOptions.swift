public import WSManProtocol

/// What one operation wants different from its session.
public struct OperationOptions: Sendable, Equatable {
  /// Options for the provider of the resource.
  public var options: OptionSet
  /// The part of the resource that is meant, for Get and Put.
  public var fragment: FragmentTransfer?
  /// The time limit in milliseconds; nil takes that of the session.
  public var timeout: Int?

  /// Options of an operation.
  public init(
    options: OptionSet = OptionSet(), fragment: FragmentTransfer? = nil, timeout: Int? = nil
  ) {
    self.options = options
    self.fragment = fragment
    self.timeout = timeout
  }
}
