import PSEngine

/// The parameters that item cmdlets get at places of the drive (`provider.md` 10.4, 10.6).
enum ItemOptions {
  /// Sets of `New-Item`: without and with `-Name`.
  private static let pathSet = "pathSet"
  private static let nameSet = "nameSet"
  private static let filled: [ParameterValidation] = [.notNullOrEmpty]

  // MARK: Set-Item

  static let concatenate = Parameter<SwitchParameter>(
    "Concatenate", help: "Adds the value to the list instead of replacing it.")

  // MARK: Computers

  static let connectionURI = Parameter<PSUri>(
    "ConnectionURI", sets: [pathSet], mandatory: true, validations: filled,
    help: "Address of the form transport://server[:port][/application].")
  static let applicationName = Parameter<String>(
    "ApplicationName", sets: [nameSet], validations: filled,
    help: "Last part of the address; wsman when not given.")
  static let port = Parameter<Int32>(
    "Port", validations: [.range(1, 2_147_483_647)],
    help: "Port of the service; 5985, or 5986 with TLS, when not given.")
  static let useSSL = Parameter<SwitchParameter>(
    "UseSSL", sets: [nameSet], help: "Uses TLS (HTTPS).")
  static let optionSet = Parameter<PSHashtable>(
    "OptionSet", aliases: ["OS"], validations: filled,
    help: "Accepted for compatibility; Identify takes no options.")
  static let sessionOption = Parameter<SessionOption>(
    "SessionOption", aliases: ["SO"], validations: filled,
    help: "Options from New-WSManSessionOption.")

  // MARK: Listeners

  static let address = Parameter<String>(
    "Address", mandatory: true, validations: filled,
    help: "Where to listen: *, IP: and an address, or MAC: and an adapter.")
  static let transport = Parameter<String>(
    "Transport", mandatory: true, validations: filled, completion: .source("Transport"),
    help: "HTTP or HTTPS.")
  static let listenerPort = Parameter<Int32>(
    "Port", help: "Port; the one of Service\\DefaultPorts when not given.")
  static let hostName = Parameter<String>(
    "HostName", validations: filled, help: "Host name; needed for HTTPS without a certificate.")
  static let enabled = Parameter<Bool>("Enabled", help: "Whether it is used; $true when not given.")
  static let urlPrefix = Parameter<String>(
    "URLPrefix", validations: filled, help: "Path of the address; wsman when not given.")
  static let certificateThumbPrint = Parameter<String>(
    "CertificateThumbPrint", validations: filled, help: "Certificate of the service for HTTPS.")

  // MARK: Certificate mappings

  static let issuer = Parameter<String>(
    "Issuer", mandatory: true, validations: filled,
    help: "Thumbprint of the authority that issues the client certificates.")
  static let subject = Parameter<String>(
    "Subject", validations: filled, help: "Subject of the certificate; * when not given.")
  static let uri = Parameter<PSUri>(
    "URI", validations: filled, help: "Resources that it is for; * when not given.")

  // MARK: Plugins

  static let plugin = Parameter<String>(
    "Plugin", sets: [pathSet], mandatory: true, validations: filled,
    help: "Name of the new plugin.")
  static let fileName = Parameter<String>(
    "FileName", sets: [pathSet], mandatory: true, validations: filled,
    help: "Library that implements it.")
  static let sdkVersion = Parameter<String>(
    "SDKVersion", sets: [pathSet], mandatory: true, validations: filled,
    help: "Version of the plugin interface: 1 or 2.")
  static let resource = Parameter<PSUri>(
    "Resource", sets: [pathSet], mandatory: true, validations: filled,
    help: "URI of its first resource.")
  static let capability = Parameter<[PSValue]>(
    "Capability", sets: [pathSet], mandatory: true, validations: filled,
    completion: .source("Capability"), help: "Operations of the resource.")
  static let xmlRenderingType = Parameter<String>(
    "XMLRenderingType", sets: [pathSet], mandatory: true, validations: filled,
    help: "How XML reaches it: text or XmlReader.")
  static let file = Parameter<String>(
    "File", sets: [nameSet], mandatory: true, validations: filled, completion: .path,
    help: "XML file that describes it.")
  static let runAsCredential = Parameter<PSCredential>(
    "RunAsCredential", validations: [.notNull], help: "Account under which it runs.")
  static let useSharedProcess = Parameter<SwitchParameter>(
    "UseSharedProcess", help: "All shells share one process.")
  static let autoRestart = Parameter<SwitchParameter>(
    "AutoRestart", help: "Its process starts with the service.")
  static let processIdleTimeout = ParameterDefinition(
    name: "ProcessIdleTimeoutSec", type: .named("System.UInt32"),
    help: "Seconds that an empty process stays alive.")

  static let resourceUri = Parameter<PSUri>(
    "ResourceUri", mandatory: true, validations: filled, help: "URI of the resource.")
  static let resourceCapability = Parameter<[PSValue]>(
    "Capability", mandatory: true, validations: filled, completion: .source("Capability"),
    help: "Operations of the resource.")
  static let sddl = Parameter<String>(
    "Sddl", mandatory: true, help: "Security descriptor in SDDL.")
  static let paramName = Parameter<String>(
    "ParamName", position: 0, mandatory: true, validations: filled,
    help: "Name of the parameter.")
  static let paramValue = Parameter<String>(
    "ParamValue", position: 1, mandatory: true, validations: filled,
    help: "Value of the parameter.")

  // MARK: By place

  /// The parameters of an operation at a place.
  static func parameters(
    _ operation: ProviderOperation, at place: WSManPath
  ) -> [ParameterDefinition] {
    switch operation {
    case .setItem:
      let isList =
        place.below == ["Client"] || place.below == ["Client", "TrustedHosts"]
      return isList ? [concatenate.definition] : []
    case .newItem: return creation(at: place)
    default: return []
    }
  }

  private static func creation(at place: WSManPath) -> [ParameterDefinition] {
    switch place {
    case .root:
      return [
        connectionURI.definition, applicationName.definition, port.definition, useSSL.definition,
        AuthenticationParameters.authentication.plainDefinition,
        AuthenticationParameters.certificateThumbprint.plainDefinition,
        sessionOption.definition, optionSet.definition,
      ]
    case .listener(_, let path) where path.isEmpty:
      return [
        address.definition, transport.definition, listenerPort.definition, hostName.definition,
        enabled.definition, urlPrefix.definition, certificateThumbPrint.definition,
      ]
    case .certificate(_, let path) where path.isEmpty:
      return [issuer.definition, subject.definition, uri.definition, enabled.definition]
    case .plugin(_, let path): return creation(inPlugins: path)
    default: return []
    }
  }

  private static func creation(inPlugins path: [String]) -> [ParameterDefinition] {
    switch (path.count, path.last ?? "") {
    case (0, _):
      return [
        plugin.definition, fileName.definition, sdkVersion.definition, resource.definition,
        capability.definition, xmlRenderingType.definition, file.definition,
        runAsCredential.definition, useSharedProcess.definition, autoRestart.definition,
        processIdleTimeout,
      ]
    case (2, "InitializationParameters"): return [paramName.definition, paramValue.definition]
    case (2, "Resources"): return [resourceUri.definition, resourceCapability.definition]
    case (4, "Security") where path[1] == "Resources": return [sddl.definition]
    default: return []
    }
  }
}

extension Parameter {
  /// The parameter without the short names that only the cmdlets of the module have.
  fileprivate var plainDefinition: ParameterDefinition {
    var definition = definition
    definition.aliases = []
    return definition
  }
}
