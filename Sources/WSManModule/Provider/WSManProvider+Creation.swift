import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

// New-Item (`provider.md` 10.7).
extension WSManProvider {
  var operationsWithParameters: Set<ProviderOperation> { [.newItem, .setItem] }

  func dynamicParameters(
    _ operation: ProviderOperation, _ path: String, _ context: ProviderContext
  ) async throws -> [ParameterDefinition] {
    WSManPath(path).map { ItemOptions.parameters(operation, at: $0) } ?? []
  }

  func newItem(
    _ path: String, type: String?, value: PSValue?, _ context: ProviderContext
  ) async throws {
    guard let place = WSManPath(path) else { throw Self.notCreatable }
    guard let computer = place.computer, !place.below.isEmpty else {
      return try await connect(path, context)
    }
    guard table(context).connection(computer) != nil else {
      throw PSRuntimeError.provider(
        WSManMessages.unknownRoot(path), exception: "System.ArgumentException")
    }
    guard let tree = try await tree(computer, context) else { return }
    defer { forget(context) }
    try await Self.changing {
      switch place {
      case .listener(_, let below) where below.isEmpty:
        guard let content = ListenerCreation.body(context) else { throw Self.notCreatable }
        try await create(
          in: tree.listeners, of: tree, content,
          question: WSManMessages.listenerQuestion, caption: WSManMessages.listenerCaption,
          context)
      case .certificate(_, let below) where below.isEmpty:
        guard let content = MappingCreation.body(context) else { throw Self.notCreatable }
        try await create(
          in: tree.certificates, of: tree, content,
          question: WSManMessages.certificateQuestion, caption: WSManMessages.certificateCaption,
          context)
      case .plugin(_, let below): try await PluginCreation(tree, context).run(below)
      default: throw Self.notCreatable
      }
    }
  }

  static var notCreatable: PSRuntimeError { .provider(WSManMessages.unsupported("New-Item")) }

  private func create(
    in region: InstanceRegion, of tree: ComputerTree,
    _ content: (selectors: SelectorSet, body: XMLFragment), question: String, caption: String,
    _ context: ProviderContext
  ) async throws {
    let container = "\(tree.computer)\\\(region.kind.container)"
    let isAgreed = try await context.shouldProcess(container, action: "New-Item")
    guard isAgreed || tree.isRehearsal, try await context.confirms(question, caption: caption)
    else { return }
    let instance = try await WSManErrors.asProviderErrors {
      try await region.create(selectors: content.selectors, content.body)
    }
    try await context.write(
      ProviderItem(
        .object(instance.element), path: "\(container)\\\(instance.name)", isContainer: true))
  }

  // MARK: Computers

  private func connect(_ path: String, _ context: ProviderContext) async throws {
    let uri = context[ItemOptions.connectionURI]
    guard let name = try uri.map(Self.host) ?? WSManPath.segments(path).first else {
      throw Self.notCreatable
    }
    guard try await context.shouldProcess(name, action: "New-Item"), let command = context.command
    else { return }
    try Self.checkAuthentication(command)
    let services = context.session.wsmanServices
    try await WSManErrors.asProviderErrors {
      var options = try AuthenticationParameters.sessionOptions(command)
      options.useSSL = context[ItemOptions.useSSL]
      context[ItemOptions.sessionOption]?.apply(to: &options)
      options.client = try await services.clientConfiguration()
      let target = TargetParameters.connectionString(
        name, port: context[ItemOptions.port], application: context[ItemOptions.applicationName])
      let request = SessionRequest(target: uri?.original ?? target, options: options)
      let session = try await services.open(request)
      table(context).add(
        WSManConnection(name: name, session: session, authentication: options.authentication))
    }
    let item = DriveItem.computer(name)
    try await context.write(item.providerItem)
  }

  private static func host(of uri: PSUri) throws -> String {
    guard let host = ConnectionAddress.host(of: uri) else {
      throw PSRuntimeError(
        ErrorRecord(
          PSException("System.InvalidOperationException", WSManMessages.malformedURI),
          id: "System.InvalidOperationException", category: .notSpecified, target: .object(uri)))
    }
    return host
  }

  /// A thumbprint excludes a credential and every mechanism but that of certificates (13.2 E23).
  private static func checkAuthentication(_ command: CommandContext) throws {
    guard command.isBound(AuthenticationParameters.certificateThumbprint) else { return }
    let mechanism = command[AuthenticationParameters.authentication]?.name ?? "Default"
    let other: String
    if command.isBound(AuthenticationParameters.credential) {
      other = "credential"
    } else if !["Default", "ClientCertificate"].contains(mechanism) {
      other = mechanism
    } else {
      return
    }
    throw PSRuntimeError.provider(WSManMessages.exclusive("CertificateThumbPrint", other))
  }
}

/// The request that creates a listener.
enum ListenerCreation {
  /// Keys and content as Windows sends them: the namespace ends in `.xsd`.
  /// - Returns: `nil` without the keys, which `-Name Listener` does not ask for.
  static func body(_ context: ProviderContext) -> (selectors: SelectorSet, body: XMLFragment)? {
    typealias Options = ItemOptions
    guard let address = context[Options.address], let transport = context[Options.transport] else {
      return nil
    }
    let values: [(String, String?)] = [
      ("Hostname", context[Options.hostName]),
      ("Enabled", (context[Options.enabled] ?? true) ? "True" : "False"),
      ("URLPrefix", context[Options.urlPrefix] ?? "wsman"),
      ("Port", context[Options.listenerPort].map { String($0) }),
      ("CertificateThumbPrint", context[Options.certificateThumbPrint]),
    ]
    return (
      ["Address": address, "Transport": transport],
      CreationBody.element("Listener", "listener", values)
    )
  }
}

/// The request that creates a certificate mapping.
enum MappingCreation {
  /// Keys and content as Windows sends them. Only the user part of `DOMAIN\user` is sent.
  /// - Returns: `nil` without the issuer, which `-Name ClientCertificate` does not ask for.
  static func body(_ context: ProviderContext) -> (selectors: SelectorSet, body: XMLFragment)? {
    typealias Options = ItemOptions
    guard let issuer = context[Options.issuer] else { return nil }
    let user = context.credential?.userName
    let values: [(String, String?)] = [
      ("Enabled", (context[Options.enabled] ?? true) ? "True" : "False"),
      ("UserName", user.map { $0.split(separator: "\\").last.map(String.init) ?? $0 }),
      ("Password", context.credential?.password.reveal()),
    ]
    return (
      [
        "Issuer": issuer, "Subject": context[Options.subject] ?? "*",
        "Uri": context[Options.uri]?.original ?? "*",
      ],
      CreationBody.element("certmapping", "service/certmapping", values)
    )
  }
}

private enum CreationBody {
  static func element(
    _ name: String, _ resource: String, _ values: [(String, String?)]
  ) -> XMLFragment {
    let namespace = ResourceURI.configuration.appending(resource).text + ".xsd"
    return XMLFragment("p", XMLName(namespace, name)) { root in
      root.declare("p", namespace)
      for (name, value) in values {
        guard let value else { continue }
        root.element("p", XMLName(namespace, name), text: value)
      }
    }
  }
}
