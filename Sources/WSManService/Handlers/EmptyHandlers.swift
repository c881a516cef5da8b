import WSManProtocol
import XMLStream

/// The certificate mappings, `winrm/config/service/certmapping`. There are none on a fresh
/// computer, and this service does not make any.
struct CertificateMappingHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.get, .enumerate]
  let keys = ["Issuer", "Subject", "URI"]

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    throw WSManFault(.resourceNotFound)
  }

  func enumerate(_ request: ResourceRequest) throws -> ItemSource { ItemSource([]) }
}

/// `winrm/config/resource`, which can be enumerated and has no items (`configuration.md` 2).
struct ResourceListHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.enumerate]

  func enumerate(_ request: ResourceRequest) throws -> ItemSource { ItemSource([]) }
}
