/// A container of plain settings in the configuration of a computer (`configuration.md` 2 and 4).
///
/// Listeners, plugins and certificate mappings are not sections: they are instances of their own.
public enum ConfigurationSection: Sendable, Hashable, CaseIterable {
  /// The host root, `winrm/config`.
  case config
  /// `winrm/config/client`.
  case client
  /// `winrm/config/client/auth`.
  case clientAuth
  /// `winrm/config/client/defaultports`.
  case clientDefaultPorts
  /// `winrm/config/service`.
  case service
  /// `winrm/config/service/auth`.
  case serviceAuth
  /// `winrm/config/service/defaultports`.
  case serviceDefaultPorts
  /// `winrm/config/winrs`, which the drive calls `Shell`.
  case winrs

  /// The resource URI of the whole configuration.
  public static let baseURI = "http://schemas.microsoft.com/wbem/wsman/1/config"

  /// The resource URI in lower case, which is also the namespace of a Get answer.
  public var resourceURI: String {
    switch self {
    case .config: Self.baseURI
    case .client: Self.baseURI + "/client"
    case .clientAuth: Self.baseURI + "/client/auth"
    case .clientDefaultPorts: Self.baseURI + "/client/defaultports"
    case .service: Self.baseURI + "/service"
    case .serviceAuth: Self.baseURI + "/service/auth"
    case .serviceDefaultPorts: Self.baseURI + "/service/defaultports"
    case .winrs: Self.baseURI + "/winrs"
    }
  }

  /// The local name of the element that stands for the section.
  public var elementName: String {
    switch self {
    case .config: "Config"
    case .client: "Client"
    case .clientAuth, .serviceAuth: "Auth"
    case .clientDefaultPorts, .serviceDefaultPorts: "DefaultPorts"
    case .service: "Service"
    case .winrs: "Winrs"
    }
  }

  /// The section that contains this one; nil for the root.
  public var parent: ConfigurationSection? {
    switch self {
    case .config: nil
    case .client, .service, .winrs: .config
    case .clientAuth, .clientDefaultPorts: .client
    case .serviceAuth, .serviceDefaultPorts: .service
    }
  }

  /// The place among the children of the parent, counted from 1.
  public var position: Int {
    switch self {
    case .config: 1
    case .clientAuth: 4
    case .client, .clientDefaultPorts: 5
    case .service: 6
    case .winrs: 7
    case .serviceAuth: 8
    case .serviceDefaultPorts: 9
    }
  }

  /// The path below the host on the drive, such as `Client\Auth`; empty for the root.
  public var drivePath: String {
    switch self {
    case .config: ""
    case .client: #"Client"#
    case .clientAuth: #"Client\Auth"#
    case .clientDefaultPorts: #"Client\DefaultPorts"#
    case .service: #"Service"#
    case .serviceAuth: #"Service\Auth"#
    case .serviceDefaultPorts: #"Service\DefaultPorts"#
    case .winrs: #"Shell"#
    }
  }

  /// Whether the service offers Put for the section's resource.
  public var isWritable: Bool { self != .serviceDefaultPorts }

  /// What stands in front of a setting's name in its identifier, such as `Client.Auth.`.
  var identifierPrefix: String {
    switch self {
    case .config: ""
    case .client: "Client."
    case .clientAuth: "Client.Auth."
    case .clientDefaultPorts: "Client.DefaultPorts."
    case .service: "Service."
    case .serviceAuth: "Service.Auth."
    case .serviceDefaultPorts: "Service.DefaultPorts."
    case .winrs: "Winrs."
    }
  }
}
