import WSManProtocol

/// What Create and Put accept for a plugin (`configuration.md` 9.1 to 9.3).
enum PluginRules {
  /// The document of a new plugin, with what the service adds to it.
  static func created(
    _ given: PluginParts, named name: String, in profile: ConfigurationProfile
  ) throws(ConfigurationProblem) -> PluginParts {
    var parts = given
    try checkName(parts.attributes["Name"], is: name)
    parts.attributes["Name"] = parts.attributes["Name"] ?? name
    for required in ["Filename", "SDKVersion", "XmlRenderingType"]
    where parts.attributes[required] == nil {
      throw ConfigurationProblem(
        code: 2_150_858_839, message: "The attribute \(required) of the plugin is missing.")
    }
    guard let resources = parts.resources, !resources.isEmpty else {
      throw ConfigurationProblem(
        code: 2_150_858_839, message: "A plugin needs at least one resource.")
    }
    for (name, value) in standardAttributes where parts.attributes[name] == nil {
      parts.attributes[name] = value
    }
    parts.resources = resources.map(withSecurity)
    if parts.quotas == nil {
      var quotas = PluginParts.Attributes()
      for (name, value) in standardQuotas { quotas[name] = value }
      parts.quotas = quotas
    }
    return try checked(parts, in: profile)
  }

  /// The document after a Put: what the body has replaces what was there, and the rest stays.
  static func changed(
    _ present: PluginParts, by given: PluginParts, in profile: ConfigurationProfile
  ) throws(ConfigurationProblem) -> PluginParts {
    let name = present.attributes["Name"] ?? ""
    try checkName(given.attributes["Name"], is: name)
    var parts = present
    for (attribute, value) in given.attributes.pairs { parts.attributes[attribute] = value }
    if given.attributes["RunAsUser"] == "" { parts.attributes["RunAsPassword"] = "" }
    if let parameters = given.parameters { parts.parameters = parameters }
    if let resources = given.resources {
      // A resource whose entries were taken away stays without them; a new one gets the usual one.
      let known = Set((present.resources ?? []).map { $0.uri.lowercased() })
      parts.resources = resources.map {
        known.contains($0.uri.lowercased()) ? $0 : withSecurity($0)
      }
    }
    if let quotas = given.quotas {
      var merged = present.quotas ?? PluginParts.Attributes()
      for (quota, value) in quotas.pairs { merged[quota] = value }
      parts.quotas = merged
    }
    guard parts.resources?.isEmpty == false else {
      throw ConfigurationProblem(
        code: 2_150_858_839, message: "A plugin needs at least one resource.")
    }
    return try checked(parts, in: profile)
  }

  private static func withSecurity(_ resource: PluginParts.Resource) -> PluginParts.Resource {
    guard resource.securities.isEmpty else { return resource }
    var resource = resource
    resource.securities = [standardSecurity(resource.uri.withRootPath)]
    return resource
  }

  private static func checkName(
    _ given: String?, is name: String
  ) throws(ConfigurationProblem) {
    guard (1...2048).contains(name.unicodeScalars.count) else {
      throw ConfigurationProblem(
        code: 2_150_858_845, message: "The name of a plugin has 1 to 2048 characters.")
    }
    guard let given, given.lowercased() != name.lowercased() else { return }
    throw ConfigurationProblem(
      code: 2_150_858_989,
      message: "Name is \(ConfigurationProblem.quoted(given)) in the body and "
        + "\(ConfigurationProblem.quoted(name)) in the selector.")
  }

  // MARK: Checks

  private static func checked(
    _ given: PluginParts, in profile: ConfigurationProfile
  ) throws(ConfigurationProblem) -> PluginParts {
    var parts = given
    for (name, value) in parts.attributes.pairs {
      guard let rule = attributeRules[name.lowercased()] else {
        throw ConfigurationProblem(
          code: 2_150_858_817,
          message: "A plugin has no attribute \(ConfigurationProblem.quoted(name)).")
      }
      try check(value, of: name, rule)
    }
    try checkFile(parts.attributes["Filename"] ?? "")
    // The password was compared with the account and is kept nowhere.
    if parts.attributes["RunAsPassword"] != nil { parts.attributes["RunAsPassword"] = "" }
    for parameter in parts.parameters ?? [] { try check(parameter: parameter) }
    var resources: [PluginParts.Resource] = []
    for resource in parts.resources ?? [] { resources.append(try checked(resource)) }
    parts.resources = resources
    for (name, value) in parts.quotas?.pairs ?? [] {
      guard let range = quotaRange(name, in: profile) else {
        throw ConfigurationProblem(
          code: 2_150_858_817,
          message: "A plugin has no quota \(ConfigurationProblem.quoted(name)).")
      }
      try check(value, of: name, .number(range))
    }
    return parts
  }

  private static func check(
    parameter: PluginParts.Attributes
  ) throws(ConfigurationProblem) {
    guard let name = parameter["Name"], !name.isEmpty else {
      throw ConfigurationProblem(
        code: 2_150_858_839, message: "An initialization parameter needs a name.")
    }
    guard let value = parameter["Value"], !value.isEmpty else {
      throw ConfigurationProblem(
        code: 2_150_858_838, message: "The initialization parameter \(name) needs a value.")
    }
  }

  private static func checked(
    _ given: PluginParts.Resource
  ) throws(ConfigurationProblem) -> PluginParts.Resource {
    var resource = given
    guard !resource.uri.isEmpty else {
      throw ConfigurationProblem(
        code: 2_150_858_839, message: "A resource of a plugin needs a ResourceUri.")
    }
    resource.attributes["ResourceUri"] = resource.uri.withRootPath
    for (name, value) in resource.attributes.pairs where name.lowercased() != "resourceuri" {
      guard ["supportsoptions", "exactmatch"].contains(name.lowercased()) else {
        throw ConfigurationProblem(
          code: 2_150_858_817,
          message: "A resource has no attribute \(ConfigurationProblem.quoted(name)).")
      }
      try check(value, of: name, .boolean)
    }
    try check(capabilities: resource.capabilities)
    for security in resource.securities { try check(security, of: resource.uri) }
    return resource
  }

  private static func check(
    capabilities: [PluginParts.Attributes]
  ) throws(ConfigurationProblem) {
    guard !capabilities.isEmpty else {
      throw ConfigurationProblem(
        code: 2_150_858_839, message: "A resource of a plugin needs at least one capability.")
    }
    var types: [String] = []
    for capability in capabilities {
      for (name, value) in capability.pairs {
        switch name.lowercased() {
        case "type": try check(value, of: name, .word(capabilityTypes))
        case "supportsfragment", "supportsfiltering": try check(value, of: name, .boolean)
        default:
          throw ConfigurationProblem(
            code: 2_150_858_817,
            message: "A capability has no attribute \(ConfigurationProblem.quoted(name)).")
        }
      }
      guard let type = capability["Type"] else {
        throw ConfigurationProblem(
          code: 2_150_858_839, message: "A capability needs a Type.")
      }
      types.append(type.lowercased())
    }
    guard !types.contains("shell") || types.allSatisfy({ $0 == "shell" }) else {
      throw ConfigurationProblem(
        code: 2_150_858_838,
        message: "The capability Shell cannot be combined with others in one resource.")
    }
  }

  private static func check(
    _ security: PluginParts.Attributes, of resourceURI: String
  ) throws(ConfigurationProblem) {
    for (name, value) in security.pairs {
      switch name.lowercased() {
      case "uri":
        guard value.isEmpty || value.lowercased().hasPrefix(resourceURI.lowercased()) else {
          throw ConfigurationProblem(
            code: 2_150_859_183,
            message: "The Uri \(ConfigurationProblem.quoted(value)) of a security entry does not "
              + "begin with that of its resource, \(resourceURI).")
        }
      case "exactmatch": try check(value, of: name, .boolean)
      case "sddl": break
      default:
        throw ConfigurationProblem(
          code: 2_150_858_817,
          message: "A security entry has no attribute \(ConfigurationProblem.quoted(name)).")
      }
    }
    guard let sddl = security["Sddl"], SecurityDescriptor(sddl: sddl) != nil else {
      throw ConfigurationProblem(
        code: 2_150_859_100,
        message:
          "Sddl cannot be \(ConfigurationProblem.quoted(security["Sddl"] ?? "")). It must be "
          + "a security descriptor in SDDL with an owner and a discretionary list.")
    }
  }

  private static func checkFile(_ path: String) throws(ConfigurationProblem) {
    let lowered = path.lowercased().split(separator: "\\").joined(separator: "\\")
    let folders = ["c:\\windows\\system32", "%windir%\\system32", "%systemroot%\\system32"]
    let isAbsolute = path.dropFirst().hasPrefix(":\\") && path.first?.isLetter == true
    guard !path.isEmpty, isAbsolute || folders.contains(where: { lowered.hasPrefix($0 + "\\") })
    else {
      throw ConfigurationProblem(
        code: 2_150_859_153,
        message: "Filename cannot be \(ConfigurationProblem.quoted(path)). It must be an absolute "
          + "path, or one below %windir%\\system32.")
    }
    let known = folders.contains { folder in
      libraries.contains { lowered == "\(folder)\\\($0)" }
    }
    guard known else {
      throw ConfigurationProblem(
        code: 2_150_859_154,
        message: "The emulated computer has no file \(ConfigurationProblem.quoted(path)). It has, "
          + "below %windir%\\system32: \(libraries.joined(separator: ", ")).")
    }
  }

  // MARK: Rules

  private enum Rule {
    case text
    case boolean
    case number(ClosedRange<UInt32>)
    case word([String])
  }

  private static func check(
    _ value: String, of name: String, _ rule: Rule
  ) throws(ConfigurationProblem) {
    let requirement: String
    switch rule {
    case .text: return
    case .boolean:
      if ConfigurationValidator.boolean(value) != nil { return }
      requirement = "It must be true or false."
    case .number(let range):
      if let number = UInt32(value), value.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        range.contains(number)
      {
        return
      }
      requirement = "It must be a number from \(range.lowerBound) to \(range.upperBound)."
    case .word(let words):
      if words.contains(where: { $0.lowercased() == value.lowercased() }) { return }
      requirement = "It must be one of \(words.joined(separator: ", "))."
    }
    throw ConfigurationProblem(
      code: 2_150_858_817,
      message: "\(name) cannot be \(ConfigurationProblem.quoted(value)). \(requirement)")
  }

  private static let attributeRules: [String: Rule] = [
    "name": .text, "filename": .text, "sdkversion": .number(1...2),
    "xmlrenderingtype": .word(["text", "XmlReader"]), "enabled": .boolean,
    "architecture": .word(["32", "64"]), "usesharedprocess": .boolean,
    "processidletimeoutsec": .number(0...1_209_600), "runasuser": .text, "runaspassword": .text,
    "runasvirtualaccount": .boolean, "runasvirtualaccountgroups": .text, "autorestart": .boolean,
    "outputbufferingmode": .word(["Block", "Drop"]),
  ]

  /// The range of a quota; up to 2012 R2 at most 100 users may use a plugin at the same time.
  private static func quotaRange(
    _ name: String, in profile: ConfigurationProfile
  ) -> ClosedRange<UInt32>? {
    let name = name.lowercased()
    return name == "maxconcurrentusers" && profile < .current ? 1...100 : quotaRanges[name]
  }

  private static let quotaRanges: [String: ClosedRange<UInt32>] = [
    "maxconcurrentusers": 1...2_147_483_647,
    "maxconcurrentoperationsperuser": 1...4_294_967_295,
    "maxconcurrentoperations": 1...4_294_967_295, "maxmemorypershellmb": 0...2_147_483_647,
    "maxidletimeoutms": 60_000...2_147_483_647, "idletimeoutms": 60_000...2_147_483_647,
    "maxprocessespershell": 0...2_147_483_647,
    "maxconcurrentcommandspershell": 1...2_147_483_647, "maxshells": 1...2_147_483_647,
    "maxshellsperuser": 1...2_147_483_647,
  ]

  private static let capabilityTypes = [
    "Get", "Put", "Create", "Delete", "Invoke", "Enumerate", "Subscribe", "Shell", "Identify",
  ]

  /// What a new plugin gets when its document does not say otherwise, in the order of documents.
  private static let standardAttributes = [
    ("Enabled", "true"), ("Architecture", "64"), ("UseSharedProcess", "false"),
    ("ProcessIdleTimeoutSec", "0"), ("RunAsUser", ""), ("RunAsPassword", ""),
    ("AutoRestart", "false"), ("OutputBufferingMode", "Block"),
  ]

  /// The defaults of the schema.
  private static let standardQuotas = [
    ("MaxConcurrentUsers", "5"), ("MaxConcurrentOperationsPerUser", "15"),
    ("MaxConcurrentOperations", "1500"),
  ]

  private static func standardSecurity(_ uri: String) -> PluginParts.Attributes {
    var security = PluginParts.Attributes()
    security["Uri"] = uri
    security["ExactMatch"] = "true"
    security["Sddl"] =
      "O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;IU)(A;;GA;;;RM)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"
    return security
  }

  /// The files that plugins of an emulated computer can be in.
  private static let libraries = ["pwrshplugin.dll", "wevtfwd.dll", "wsmselpl.dll", "wsmwmipl.dll"]
}

extension String {
  /// The address with a path: `http://foo` is stored as `http://foo/`.
  fileprivate var withRootPath: String {
    guard let scheme = firstRange(of: "://") else { return self }
    let rest = self[scheme.upperBound...]
    return rest.isEmpty || rest.contains("/") ? self : self + "/"
  }
}
