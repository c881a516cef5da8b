import WSManProtocol
import XMLStream

/// The certificate mappings, `winrm/config/service/certmapping` (`configuration.md` 8).
struct CertificateMappingHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.get, .put, .create, .delete, .enumerate]
  let keys = ["Issuer", "Subject", "URI"]

  static let resourceURI = ConfigurationSection.baseURI + "/service/certmapping"

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    document(of: try found(request, in: request.configuration))
  }

  func enumerate(_ request: ResourceRequest) throws -> ItemSource {
    let mappings = request.configuration.certificateMappings
    return ItemSource { index in
      guard mappings.indices.contains(index) else { return nil }
      return EnumeratedItem(
        object: document(of: mappings[index]), reference: reference(to: mappings[index]))
    }
  }

  func put(
    _ request: ResourceRequest, _ body: XMLFragment, _ environment: ServiceEnvironment
  ) async throws -> ConfigurationChange {
    let values = try CertificateMappingRules.read(body)
    let rules = CertificateMappingRules(environment: environment, caller: request.caller)
    let account = try await rules.checkedAccount(values, isRequired: false)
    return { configuration in
      let present = try found(request, in: configuration)
      guard let index = configuration.certificateMappings.firstIndex(where: present.hasSameName)
      else { throw WSManFault(.resourceNotFound) }
      configuration.certificateMappings[index] = try rules.changed(present, values, account)
    }
  }

  func create(
    _ request: ResourceRequest, _ body: XMLFragment?, _ environment: ServiceEnvironment
  ) async throws -> ResourceCreation {
    let values = try CertificateMappingRules.read(body)
    let rules = CertificateMappingRules(environment: environment, caller: request.caller)
    let created = try await rules.created(request.selectors, values)
    return ResourceCreation(reference: reference(to: created)) { configuration in
      guard !configuration.certificateMappings.contains(where: created.hasSameName) else {
        throw WSManFault(
          .alreadyExists,
          message: "A mapping with this Issuer, Subject and URI exists already.")
      }
      guard configuration.certificateMappings.count < CertificateMappingRules.largestCount else {
        throw ConfigurationProblem(
          code: 2_150_859_091, message: "There is no room for another certificate mapping.")
      }
      configuration.certificateMappings.append(created)
    }
  }

  func delete(_ request: ResourceRequest) throws -> ConfigurationChange {
    { configuration in
      let present = try found(request, in: configuration)
      configuration.certificateMappings.removeAll(where: present.hasSameName)
    }
  }

  private func found(
    _ request: ResourceRequest, in configuration: ComputerConfiguration
  ) throws -> CertificateMapping {
    let wanted = CertificateMapping(
      uri: request.selectors["URI"] ?? "", subject: request.selectors["Subject"] ?? "",
      issuer: request.selectors["Issuer"] ?? "", userName: "")
    guard let found = configuration.certificateMappings.first(where: wanted.hasSameName) else {
      throw WSManFault(.resourceNotFound)
    }
    return found
  }

  private func reference(to mapping: CertificateMapping) -> EndpointReference {
    EndpointReference(
      resource: ResourceURI(Self.resourceURI),
      selectors: ["Issuer": mapping.issuer, "Subject": mapping.subject, "URI": mapping.uri])
  }

  private func document(of mapping: CertificateMapping) -> XMLFragment {
    let prefix = ConfigurationDocument.prefix
    return XMLFragment(prefix, XMLName(Self.resourceURI, "CertMapping")) { root in
      root.declare(prefix, Self.resourceURI)
      root.addLanguage()
      for (name, value) in [
        ("URI", mapping.uri), ("Subject", mapping.subject), ("Issuer", mapping.issuer),
        ("UserName", mapping.userName), ("Enabled", mapping.isEnabled ? "true" : "false"),
        ("Password", ""),
      ] {
        root.element(prefix, XMLName(Self.resourceURI, name), text: value)
      }
    }
  }
}
