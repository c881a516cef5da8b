public import XMLStream

/// What the provider of a resource tells about a failure, inside a fault (`protocol.md` 11.1).
public struct ProviderFault: Sendable, Equatable {
  /// The provider, such as `WMI Provider`.
  public var provider: String
  /// The file of the provider, such as `%systemroot%\system32\WsmWmiPl.dll`.
  public var path: String
  /// The provider's own number; nil when it gave only a text.
  public var code: WSManErrorCode?
  /// The machine that the provider names.
  public var machine: String
  /// The provider's text.
  public var message: String
  /// Elements such as `f:ExtendedError` with more details.
  public var extensions: [XMLFragment]

  /// A provider's fault.
  public init(
    provider: String, path: String, code: WSManErrorCode? = nil, machine: String = "",
    message: String = "", extensions: [XMLFragment] = []
  ) {
    self.provider = provider
    self.path = path
    self.code = code
    self.machine = machine
    self.message = message
    self.extensions = extensions
  }
}
