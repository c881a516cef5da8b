/// A request that a listener has taken, for whoever tests a client against it. What must stay secret
/// is not in it.
public struct ServedRequest: Sendable {
  /// The computer.
  public var computer: String
  /// The user, such as `SERVER01\administrator`; nil while nobody has proved anything.
  public var user: String?
  /// The action URI; nil for Identify, for the legs of an authentication, and for what is no message.
  public var action: String?
  /// Whether the message is an Identify.
  public var isIdentify = false
  /// The resource URI.
  public var resource: String?
  /// The selectors.
  public var selectors: [(name: String, value: String)] = []
  /// The HTTP status of the answer; 0 when the connection ended without one.
  public var status = 0
  /// The number of the fault; nil when the answer is none.
  public var faultCode: UInt32?
  /// Whether nobody else could read the message.
  public var isEncrypted: Bool
  /// Bytes of the body.
  public var requestBytes = 0

  /// How the answer is broken on its way; nil when it is not.
  var broken: ListenerBehaviour.Mode?

  init(computer: String, isEncrypted: Bool) {
    self.computer = computer
    self.isEncrypted = isEncrypted
  }
}
