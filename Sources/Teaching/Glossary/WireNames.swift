import WSManClient
import WSManProtocol

/// Short names for people: what stands at the end of long URIs.
enum WireNames {
  /// `Get` for the action of Get, the name of a method for its action, `Identify` for none.
  static func action(_ uri: String) -> String {
    guard !uri.isEmpty else { return "Identify" }
    return uri.split(separator: "/").last.map(String.init) ?? uri
  }

  /// A resource with the usual alias and its selectors: `winrm/config/Listener?Address=*`.
  static func resource(_ request: RequestEnvelope) -> String {
    guard let uri = request.header.resource?.text else { return "" }
    let selectors = request.header.selectors.selectors
    guard !selectors.isEmpty else { return resource(uri) }
    let keys = selectors.map { "\($0.name)=\($0.text ?? "(reference)")" }
    return "\(resource(uri))?\(keys.joined(separator: "+"))"
  }

  /// A resource URI with the usual alias.
  static func resource(_ uri: String) -> String {
    for (start, alias) in aliases where uri.hasPrefix(start) {
      return alias + uri.dropFirst(start.count)
    }
    return uri
  }

  private static let aliases = [
    ("http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/", "wmicimv2/"),
    ("http://schemas.microsoft.com/wbem/wsman/1/wmi/", "wmi/"),
    ("http://schemas.microsoft.com/wbem/wsman/1/windows/shell", "shell"),
    ("http://schemas.microsoft.com/wbem/wsman/1/", "winrm/"),
    ("http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/", "cimv2/"),
  ]

  /// What an operation does, for those whose name does not say it.
  static func purpose(ofAction uri: String) -> String {
    switch uri {
    case "": "asks who the service is"
    case ActionURI.get: "reads one resource"
    case ActionURI.put: "replaces the content of a resource"
    case ActionURI.create: "makes a resource"
    case ActionURI.delete: "removes a resource"
    case ActionURI.enumerate: "begins to list the instances of a resource"
    case ActionURI.pull: "goes on with a listing"
    case ActionURI.release: "ends a listing early"
    default: ShellAction(uri: uri).map(purpose) ?? "calls a method of the resource"
    }
  }

  private static func purpose(_ action: ShellAction) -> String {
    switch action {
    case .command: "begins a command in a remote shell"
    case .send: "sends input to a command"
    case .receive: "waits for output of a command"
    case .signal: "interrupts a command, or ends it"
    case .disconnect: "leaves a shell, which lives on"
    case .reconnect: "comes back to a shell"
    case .connect: "takes over a shell"
    }
  }
}
