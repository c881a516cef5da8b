/// Where the listeners of an emulated computer are bound on this machine.
public struct ListenerPlacement: Sendable {
  /// An address of this machine, and the addresses of the computer that it stands for: the socket is
  /// open when the listener serves one of them.
  public struct Host: Sendable, Equatable {
    /// The address to bind.
    public let address: String
    /// The addresses of the computer.
    public let standsFor: [String]
    /// Whether a machine that does not have the address does without it.
    public let isOptional: Bool

    /// An address that stands for others.
    public init(_ address: String, standsFor: [String], isOptional: Bool = false) {
      self.address = address
      self.standsFor = standsFor
      self.isOptional = isOptional
    }
  }

  /// Which port a listener gets.
  public enum Ports: Sendable {
    /// The one of its configuration.
    case configured
    /// Any free one, the same as long as the program runs.
    case free
    /// The next one of a row, the same as long as the program runs.
    case row(PortRow)
  }

  /// The addresses.
  public var hosts: [Host]
  /// The ports.
  public var ports: Ports
  /// How the network in front of the computer behaves.
  public var behaviour: @Sendable (ListenerBehaviour.Moment) -> ListenerBehaviour
  /// Gets each request before its answer leaves; nil when nobody keeps them.
  public var journal: (@Sendable (ServedRequest) -> Void)?
  /// How to take another port, for the end of the message when one cannot be opened.
  public var advice: String

  /// The addresses of loopback that a computer has itself, with its own ports.
  ///
  /// - Parameter hosts: the addresses.
  public init(
    hosts: [Host] = [
      Host("127.0.0.1", standsFor: ["127.0.0.1"]),
      Host("::1", standsFor: ["::1"], isOptional: true),
    ]
  ) {
    self.hosts = hosts
    ports = .configured
    behaviour = { _ in ListenerBehaviour() }
    advice =
      "While the service runs: Set-Item "
      + "WSMan:\\localhost\\Listener\\<name>\\Port <number>."
  }
}
