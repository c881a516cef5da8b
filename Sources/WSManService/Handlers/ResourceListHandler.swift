import WSManProtocol

/// `winrm/config/resource`, which can be enumerated and has no items (`configuration.md` 2).
struct ResourceListHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.enumerate]

  func enumerate(_ request: ResourceRequest) throws -> ItemSource { ItemSource([]) }
}
