import CIMModel
import WSManClient
import WSManProtocol
import WSManService
import XMLStream

/// A lab file that is made of recorded computers.
struct RecordedLab {
  private let computers: [Part]
  private let accountPassword: String?
  private var names: NameMask?
  private let secrets: SecretMask
  private(set) var notes: [String] = []
  /// Declarations by namespace, each class once.
  private var declarations: [String: [(name: String, lines: [String])]] = [:]

  /// What is known of one computer.
  private struct Part {
    let accounts: RecordedAccounts
    let configuration: RecordedConfiguration
    let classes: [RecordedClass]
  }

  init(_ recorded: [RecordedComputer], masks: LabMasks, accountPassword: String?) throws {
    let schemas = try CIMNamespaces.windows.all()
    let all = Dictionary(
      grouping: recorded.flatMap(\.instances).flatMap { instances in
        instances.objects.map { (Self.key($0.localName, instances.namespace), $0) }
      }, by: \.0
    ).mapValues { $0.map(\.1) }
    computers = recorded.map { computer in
      Part(
        accounts: RecordedAccounts(computer), configuration: RecordedConfiguration(computer),
        classes: Self.classes(computer.instances, schemas, all))
    }
    self.accountPassword = accountPassword
    secrets = SecretMask(isThorough: masks.contains(.secrets))
    if masks.contains(.names) { names = nameMask() }
    for (part, computer) in zip(computers, recorded) { note(part, computer.name) }
  }

  /// Instances by the class that each is of.
  private static func classes(
    _ recorded: [RecordedComputer.Instances], _ schemas: [String: CIMSchema],
    _ all: [String: [XMLFragment]]
  ) -> [RecordedClass] {
    var classes: [RecordedClass] = []
    for instances in recorded {
      let schema = schemas[instances.namespace.lowercased()]
      var objects: [String: [XMLFragment]] = [:]
      for object in instances.objects { objects[object.localName, default: []].append(object) }
      for (name, members) in objects.sorted(by: { $0.key < $1.key }) {
        guard !AccountInstances.classes.contains(where: { $0.lowercased() == name.lowercased() }),
          !classes.contains(where: {
            $0.name == name && $0.namespace == instances.namespace.lowercased()
          })
        else { continue }
        classes.append(
          RecordedClass(
            name, instances, members,
            everywhere: all[key(name, instances.namespace)] ?? members, schema: schema))
      }
    }
    return classes
  }

  private static func key(_ className: String, _ namespace: String) -> String {
    "\(namespace):\(className)".lowercased()
  }

  private mutating func note(_ part: Part, _ computer: String) {
    notes += part.configuration.notes.map { "\(computer): \($0)" }
    for item in part.classes {
      if !item.leftOut.isEmpty {
        notes.append(
          "\(computer): lab files cannot say these values of \(item.name): "
            + item.leftOut.sorted().joined(separator: ", ") + ".")
      }
      if item.known == nil, !item.hasKeys {
        notes.append("\(computer): \(item.name) is left out, because nothing tells its keys.")
      }
    }
  }

  // MARK: Masks

  private func nameMask() -> NameMask {
    var mask = NameMask()
    for part in computers {
      mask.add(computer: part.accounts.computerName)
      if let domain = part.accounts.domain { mask.add(domain: domain) }
      for user in part.accounts.users { mask.add(account: user.name) }
      for group in part.accounts.groups where group.identifier != nil {
        mask.add(account: group.name)
      }
      let configuration = part.configuration
      for address in configuration.addresses { mask.add(address: address) }
      for setting in configuration.settings + configuration.policy
      where setting.path.lowercased().hasSuffix("trustedhosts") {
        mask.add(trustedHosts: setting.value)
      }
      for listener in configuration.listeners ?? [] where !listener.hostname.isEmpty {
        mask.add(computer: listener.hostname)
      }
      for mapping in configuration.mappings {
        mask.add(account: mapping.userName)
        if mapping.subject != "*" {
          mask.add(account: mapping.subject.filter { $0 != "*" })
        }
      }
      for plugin in configuration.plugins {
        let user = plugin.document.attribute(localName: "RunAsUser", ignoringCase: true) ?? ""
        if !user.isEmpty { mask.add(account: user) }
      }
    }
    return mask
  }

  private mutating func masked(_ text: String) -> String { names?.masked(text) ?? text }

  private mutating func value(_ text: String, of name: String) -> String {
    YAMLText.scalar(masked(secrets.masked(text, of: name)))
  }

  // MARK: The file

  /// The lines of the file.
  mutating func lines() -> [String] {
    var body = YAMLLines()
    for part in computers { add(part, to: &body) }
    var file = YAMLLines()
    let known = computers.map { masked($0.accounts.computerName) }
    file.append(["# Recorded by Export-WSManLab: \(known.joined(separator: ", "))."])
    if accountPassword == nil {
      file.append([
        "# Passwords cannot be read. Give the accounts that are to log on one in place of ~."
      ])
    }
    file.append([""])
    if let classes = declarations.removeValue(forKey: CIMNamespaces.standard) {
      file.add(0, "classes", block: classes.flatMap(\.lines))
    }
    if !declarations.isEmpty {
      file.add(0, "namespaces")
      for (namespace, classes) in declarations.sorted(by: { $0.key < $1.key }) {
        file.add(1, namespace, block: classes.flatMap(\.lines))
      }
    }
    file.add(0, "computers")
    file.append(body.lines)
    return file.lines
  }

  private mutating func add(_ part: Part, to file: inout YAMLLines) {
    let (accounts, configuration) = (part.accounts, part.configuration)
    var head = [("name", YAMLText.scalar(masked(accounts.computerName)))]
    head.append(("domain", accounts.domain.map { YAMLText.scalar(masked($0)) } ?? "none"))
    if !configuration.addresses.isEmpty {
      head.append(("addresses", YAMLText.list(configuration.addresses.map { masked($0) })))
    }
    if configuration.generation != .current {
      head.append(("generation", configuration.generation.rawValue))
    }
    file.addItem(1, head.map { (key: $0.0, value: $0.1) })
    if !configuration.isProductStandard {
      let product = configuration.product
      file.add(
        2, "product",
        "{vendor: \(YAMLText.scalar(product.vendor)), version: \(YAMLText.scalar(product.version))}"
      )
    }
    add(accounts, to: &file)
    for (key, settings) in [
      ("configuration", configuration.settings), ("policy", configuration.policy),
    ] where !settings.isEmpty {
      file.add(2, key)
      for setting in settings { file.add(3, setting.path, value(setting.value, of: setting.path)) }
    }
    add(configuration, to: &file)
    add(part.classes, to: &file)
  }

  private mutating func add(_ accounts: RecordedAccounts, to file: inout YAMLLines) {
    if !accounts.groups.isEmpty { file.add(2, "groups") }
    for group in accounts.groups {
      var pairs = [("name", YAMLText.scalar(masked(group.name)))]
      if !group.comment.isEmpty { pairs.append(("comment", value(group.comment, of: "comment"))) }
      if let id = group.identifier { pairs.append(("id", String(id))) }
      file.addItem(3, pairs.map { (key: $0.0, value: $0.1) })
    }
    let known = Set(
      (AccountDirectory.builtInGroupNames + accounts.groups.map(\.name)).map { $0.lowercased() })
    if !accounts.users.isEmpty { file.add(2, "users") }
    for user in accounts.users {
      var pairs = [("name", YAMLText.scalar(masked(user.name)))]
      pairs.append(("password", accountPassword.map { YAMLText.scalar($0) } ?? "~"))
      let groups = user.groups.filter { known.contains($0.lowercased()) }
      if !groups.isEmpty { pairs.append(("groups", YAMLText.list(groups.map { masked($0) }))) }
      if !user.fullName.isEmpty { pairs.append(("fullName", value(user.fullName, of: "fullName"))) }
      if !user.comment.isEmpty { pairs.append(("comment", value(user.comment, of: "comment"))) }
      if !user.isActive { pairs.append(("active", "false")) }
      if let id = user.identifier, id >= 1_000 || !user.hasCommonName {
        pairs.append(("id", String(id)))
      }
      file.addItem(3, pairs.map { (key: $0.0, value: $0.1) })
    }
  }

  private mutating func add(_ configuration: RecordedConfiguration, to file: inout YAMLLines) {
    if let listeners = configuration.listeners {
      file.add(2, "listeners", listeners.isEmpty ? "[]" : nil)
      for listener in listeners {
        var pairs = [
          ("address", value(listener.address, of: "address")),
          ("transport", listener.transport.rawValue), ("port", String(listener.port)),
        ]
        if !listener.hostname.isEmpty {
          pairs.append(("hostname", value(listener.hostname, of: "")))
        }
        if !listener.isEnabled { pairs.append(("enabled", "false")) }
        if listener.urlPrefix != "wsman" {
          pairs.append(("urlPrefix", YAMLText.scalar(listener.urlPrefix)))
        }
        if !listener.certificateThumbprint.isEmpty {
          pairs.append(("certificate", YAMLText.scalar(listener.certificateThumbprint)))
        }
        file.addItem(3, pairs.map { (key: $0.0, value: $0.1) })
      }
    }
    if !configuration.mappings.isEmpty { file.add(2, "certificateMappings") }
    for mapping in configuration.mappings {
      var pairs = [
        ("issuer", YAMLText.scalar(mapping.issuer)), ("subject", value(mapping.subject, of: "")),
        ("uri", YAMLText.scalar(mapping.uri)), ("user", value(mapping.userName, of: "")),
      ]
      if !mapping.isEnabled { pairs.append(("enabled", "false")) }
      file.addItem(3, pairs.map { (key: $0.0, value: $0.1) })
    }
    if !configuration.plugins.isEmpty || !configuration.missingPlugins.isEmpty {
      file.add(2, "plugins")
    }
    for plugin in configuration.plugins {
      file.addItem(3, block: document(of: plugin.document, 0))
    }
    for name in configuration.missingPlugins {
      file.addItem(3, [(key: "remove", value: YAMLText.scalar(name))])
    }
  }

  /// A document of attributes, one element a line.
  private mutating func document(of element: XMLFragment, _ depth: Int) -> [String] {
    let blanks = String(repeating: "  ", count: depth)
    let isParameter = element.localName.lowercased() == "param"
    let parameter =
      isParameter ? element.attribute(localName: "Name", ignoringCase: true) ?? "" : ""
    var writer = XMLWriter(capacity: 256)
    writer.start("", element.localName)
    if depth == 0 { writer.declare("", element.namespace) }
    for attribute in element.attributes where attribute.name.namespace.isEmpty {
      let name = attribute.name.localName
      let isValue = isParameter && name.lowercased() == "value"
      let clean = secrets.masked(attribute.value, of: isValue ? parameter : name)
      writer.attribute("", name, masked(clean))
    }
    let children = element.children.flatMap { document(of: $0, depth + 1) }
    guard !children.isEmpty, depth < 8 else {
      writer.end()
      return [blanks + String(decoding: writer.bytes, as: UTF8.self)]
    }
    writer.text("\n")
    writer.end()
    let frame = String(decoding: writer.bytes, as: UTF8.self).split(separator: "\n")
    return [blanks + (frame.first ?? "")] + children + [blanks + (frame.last ?? "")]
  }

  private mutating func add(_ classes: [RecordedClass], to file: inout YAMLLines) {
    let told = classes.filter { $0.hasKeys || $0.known?.isSingleton == true }
    if !told.isEmpty { file.add(2, "instances") }
    for item in told {
      var head = [("class", item.name)]
      if item.namespace != CIMNamespaces.standard { head.append(("namespace", item.namespace)) }
      head.append(("only", "true"))
      if item.known == nil { declare(item) }
      file.addItem(3, head.map { (key: $0.0, value: $0.1) })
      file.add(4, "values", item.rows.isEmpty ? "[]" : nil)
      for row in item.rows {
        file.addItem(
          5,
          row.map { property, given in
            switch given {
            case .one(let text): (key: property, value: value(text, of: property))
            case .many(let texts):
              (
                key: property,
                value: YAMLText.list(texts.map { masked(secrets.masked($0, of: property)) })
              )
            }
          })
      }
    }
  }

  private mutating func declare(_ item: RecordedClass) {
    let known = declarations[item.namespace] ?? []
    guard !known.contains(where: { $0.name.lowercased() == item.name.lowercased() }) else { return }
    declarations[item.namespace] = known + [(item.name, item.declaration)]
  }
}
