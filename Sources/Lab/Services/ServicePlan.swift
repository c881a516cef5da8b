/// Works out which services have to start or stop, and in which order.
struct ServicePlan {
  private let records: [ServiceRecord]
  private let byName: [String: ServiceRecord]

  init(_ records: [ServiceRecord]) {
    self.records = records
    byName = Dictionary(
      records.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The services that have to start, those that others need first; none when it runs.
  func toStart(_ name: String) throws(ServiceProblem) -> [ServiceRecord] {
    let wanted = try record(name)
    var order: [ServiceRecord] = []
    var seen: Set<String> = []
    try collect(wanted, for: nil, into: &order, &seen)
    return order
  }

  private func collect(
    _ record: ServiceRecord, for dependent: ServiceRecord?, into order: inout [ServiceRecord],
    _ seen: inout Set<String>
  ) throws(ServiceProblem) {
    guard !record.isRunning, seen.insert(record.name).inserted else { return }
    guard record.startMode != .disabled else {
      if let dependent {
        throw .dependencyFailed(dependent.name, needs: record.name)
      }
      throw .disabled(record.name)
    }
    for name in record.requiredServices {
      guard let needed = byName[name.lowercased()] else { continue }
      try collect(needed, for: record, into: &order, &seen)
    }
    order.append(record)
  }

  /// The services that have to stop, those that need others first; none when it is stopped.
  func toStop(
    _ name: String, stopsDependents: Bool
  ) throws(ServiceProblem) -> [ServiceRecord] {
    let wanted = try record(name)
    guard wanted.isRunning else { return [] }
    let dependents = runningDependents(of: wanted)
    if !stopsDependents, !dependents.isEmpty {
      throw .dependentsRunning(wanted.name, dependents.map(\.name))
    }
    let order = dependents + [wanted]
    for record in order where !record.canStop { throw .cannotStop(record.name) }
    return order
  }

  /// Running services that need a service, directly or through others, the last in the chain first.
  private func runningDependents(of record: ServiceRecord) -> [ServiceRecord] {
    var found: [ServiceRecord] = []
    var seen: Set<String> = [record.name]
    var next = [record]
    while let current = next.popLast() {
      for other in records
      where other.isRunning
        && other.requiredServices.contains(where: { $0.lowercased() == current.name.lowercased() })
        && seen.insert(other.name).inserted
      {
        found.append(other)
        next.insert(other, at: 0)
      }
    }
    return found.reversed()
  }

  private func record(_ name: String) throws(ServiceProblem) -> ServiceRecord {
    guard let record = byName[name.lowercased()] else { throw .unknown(name) }
    return record
  }
}
