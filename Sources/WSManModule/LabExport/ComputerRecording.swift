import WSManClient
import WSManProtocol
import XMLStream

/// Reads of a computer what an emulated twin of it needs.
struct ComputerRecording {
  let session: WSManSession
  /// Who hears of what could not be read: a part of the computer, and why.
  let report: (_ part: Part, _ error: any Error) async throws -> Void

  /// A part of what is read.
  enum Part {
    /// Listeners, plugins or certificate mappings.
    case configuration(String)
    /// What tells the name of the computer and its accounts.
    case identity(String)
    /// A class that was asked for.
    case instances(String)
  }

  /// Reads a computer.
  ///
  /// - Parameter classes: the classes whose instances are wanted.
  /// - Throws: what the session throws where nothing can be read without it.
  func read(
    _ name: String, classes: [String], in namespace: String
  ) async throws -> RecordedComputer {
    let product = try await session.identify()
    let configuration = try await session.get(
      ResourceLocator(resource: .configuration))
    var computer = RecordedComputer(name: name, product: product, configuration: configuration)
    computer.listeners = try await documents("listener") ?? []
    computer.certificateMappings = try await documents("service/certmapping") ?? []
    computer.plugins = try await documents("plugin")
    for (className, condition) in [
      ("Win32_ComputerSystem", nil), ("Win32_UserAccount", "LocalAccount = TRUE"),
      ("Win32_Group", "LocalAccount = TRUE"), ("Win32_GroupUser", nil as String?),
    ] {
      do {
        computer.identity.append(
          try await instances(of: className, in: "root/cimv2", where: condition))
      } catch {
        try await report(.identity(className), error)
      }
    }
    for className in classes {
      do {
        computer.instances.append(try await instances(of: className, in: namespace, where: nil))
      } catch {
        try await report(.instances(className), error)
      }
    }
    return computer
  }

  private func documents(_ resource: String) async throws -> [XMLFragment]? {
    var found: [XMLFragment] = []
    do {
      let locator = ResourceLocator(resource: ResourceURI.configuration.appending(resource))
      for try await item in session.enumerate(locator) {
        if let object = item.object { found.append(object) }
      }
      return found
    } catch {
      try await report(.configuration(resource), error)
      return nil
    }
  }

  private func instances(
    of className: String, in namespace: String, where condition: String?
  ) async throws -> RecordedComputer.Instances {
    var query = EnumerateRequest()
    query.mode = .objectAndReference
    let resource: ResourceURI
    if let condition {
      resource = ResourceURI.wmi.appending("\(namespace)/*")
      query.filter = try EnumerationFilter(
        text: "SELECT * FROM \(className) WHERE \(condition)", dialect: nil,
        wantsAssociations: false, resource: resource
      ).filter()
      query.mode = .object
    } else {
      resource = ResourceURI.wmi.appending("\(namespace)/\(className)")
    }
    var objects: [XMLFragment] = []
    var keys: [String] = []
    for try await item in session.enumerate(ResourceLocator(resource: resource), query) {
      if let object = item.object { objects.append(object) }
      if keys.isEmpty, let reference = item.reference {
        keys = reference.selectors.selectors.map(\.name).filter { $0 != "__cimnamespace" }
      }
    }
    return RecordedComputer.Instances(
      className: className, namespace: namespace, keys: keys, objects: objects)
  }
}
