/// An operation of the `winrm` tool (`cmdlets.md` 7.1).
enum WinRMOperation: String, CaseIterable {
  case get, set, create, delete, enumerate, invoke, identify, quickconfig, configsddl, helpmsg
  case help

  /// Whether an operation takes `@{KEY="VALUE"}`.
  enum Input {
    case refused, optional, required
  }

  /// The operation of a name or shortcut in any case.
  init?(word: String) {
    let name = word.lowercased()
    let found = WinRMOperation.allCases.first { $0.rawValue == name || $0.shortcuts.contains(name) }
    guard let found else { return nil }
    self = found
  }

  /// Other names.
  var shortcuts: [String] {
    switch self {
    case .get: ["g"]
    case .set: ["s", "put", "p"]
    case .create: ["c"]
    case .delete: ["d"]
    case .enumerate: ["e", "enum"]
    case .invoke: ["i"]
    case .identify: ["id"]
    case .quickconfig: ["qc"]
    case .configsddl, .helpmsg, .help: []
    }
  }

  /// How many arguments without a dash it takes. The documented line of `configsddl` has a second
  /// one, which says nothing.
  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .get, .set, .create, .delete, .enumerate, .helpmsg: 1...1
    case .configsddl: 1...2
    case .invoke: 2...2
    case .identify, .quickconfig: 0...0
    case .help: 0...1
    }
  }

  /// Whether it takes `@{KEY="VALUE"}`.
  var input: Input {
    switch self {
    case .set: .required
    case .create, .invoke: .optional
    default: .refused
    }
  }

  /// Whether it talks to a service that `-remote` names.
  var isRemotable: Bool {
    switch self {
    case .quickconfig, .helpmsg, .help: false
    default: true
    }
  }

  /// Whether it is about one resource, so that the service and its provider may be told more.
  var hasResource: Bool {
    switch self {
    case .get, .set, .create, .delete, .enumerate, .invoke: true
    default: false
    }
  }
}

/// A switch of the `winrm` tool (`cmdlets.md` 7.3).
enum WinRMSwitch: String, CaseIterable {
  case remote, usessl, unencrypted, encoding, username, password, certificate, authentication
  case defaultCreds
  case spnPort = "SPNPort"
  case skipCAcheck, skipCNcheck, skipRevocationcheck, timeout
  case proxyaccess, proxyauthentication, proxyusername, proxypassword, format
  case options, fragment, dialect, file, filter, returnType, shallow, basePropertiesOnly
  case associations, quiet, transport, force

  /// The switch of a name or shortcut in any case.
  init?(word: String) {
    let name = word.lowercased()
    let found = WinRMSwitch.allCases.first {
      $0.rawValue.lowercased() == name || $0.shortcuts.contains(name)
    }
    guard let found else { return nil }
    self = found
  }

  /// Other names.
  var shortcuts: [String] {
    switch self {
    case .remote: ["r", "machine"]
    case .usessl: ["ssl"]
    case .unencrypted: ["un"]
    case .username: ["u"]
    case .password: ["p"]
    case .certificate: ["c"]
    case .authentication: ["a", "auth"]
    case .proxyaccess: ["pac"]
    case .proxyauthentication: ["pa", "proxyauth"]
    case .proxyusername: ["pu"]
    case .proxypassword: ["pp"]
    case .format: ["f"]
    case .quiet: ["q"]
    default: []
    }
  }

  /// Whether a colon and a value follow.
  var takesValue: Bool {
    switch self {
    case .usessl, .unencrypted, .defaultCreds, .spnPort, .skipCAcheck, .skipCNcheck,
      .skipRevocationcheck, .shallow, .basePropertiesOnly, .associations, .quiet, .force:
      false
    default: true
    }
  }

  /// The values that it knows; `nil` when it takes any.
  var values: [String]? {
    switch self {
    case .encoding: ["utf-8", "utf-16"]
    case .authentication:
      ["none", "basic", "digest", "kerberos", "negotiate", "certificate", "credssp"]
    case .proxyaccess: ["ie_settings", "winhttp_settings", "auto_detect", "no_proxy"]
    case .proxyauthentication: ["basic", "digest", "negotiate"]
    case .format: ["text", "pretty", "xml"]
    case .returnType: ["object", "epr", "objectandepr"]
    case .transport: ["http", "https"]
    default: nil
    }
  }

  /// Whether the switch goes with an operation.
  func isAllowed(with operation: WinRMOperation) -> Bool {
    switch self {
    case .options, .fragment, .dialect, .filter: operation.hasResource
    case .file: operation.input != .refused
    case .returnType, .shallow, .basePropertiesOnly, .associations: operation == .enumerate
    case .quiet, .transport, .force: operation == .quickconfig
    default: operation.isRemotable
    }
  }
}
