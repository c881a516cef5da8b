import Synchronization
public import WSManService

/// All computers of the labs that a shell was started with, found by name or address.
public final class LabNetwork: Sendable {
  /// The computers in the order of their files.
  public let computers: [LabComputer]
  /// The authority that gives the computers their certificates.
  public let authority: LabAuthority
  /// Where changes of the computers are kept; nil for those that start fresh each time.
  public let database: LabDatabase?
  private let index: Mutex<[String: Int]?>

  /// Makes who runs the commands of a computer's remote shells. It is called while the computer's
  /// service is made, and must not ask for that.
  public typealias ShellMaker = @Sendable (LabComputer, ServiceIdentity) -> any ShellCommands

  /// The computers of labs.
  ///
  /// - Parameters:
  ///   - labs: the labs, in the order in which the user named them.
  ///   - database: where changes of the computers are kept; nil lets them start fresh each time.
  ///   - hasSecureListeners: whether each computer starts with an HTTPS listener on port 5986 too.
  ///   - listeners: makes who opens the ports of a computer's listeners; nil leaves them closed.
  ///   - shells: makes who runs the commands of remote shells; nil for computers without them.
  /// - Throws: ``LabFileError`` when two labs have computers of the same full name.
  public init(
    _ labs: [LabFile], keepingChangesIn database: LabDatabase?,
    hasSecureListeners: Bool = false,
    listeners: (@Sendable (LabComputer) -> any ListenerHost)? = nil,
    shells: ShellMaker? = nil, conditions: LabConditions = .live
  ) throws(LabFileError) {
    let surroundings = LabSurroundings(
      database: database, hasSecureListeners: hasSecureListeners, listeners: listeners,
      shells: shells, conditions: conditions, labs: labs)
    var computers: [LabComputer] = []
    var places: [LoopbackAddresses.Place] = []
    var known: Set<String> = []
    for lab in labs {
      for entry in lab.entries {
        for place in 0..<entry.names.count {
          let computer = LabComputer(entry: entry, place: place, surroundings: surroundings)
          guard known.insert(computer.fullName.lowercased()).inserted else {
            throw LabFileError(
              file: lab.name,
              message: "Another lab has a computer named \"\(computer.fullName)\" too.")
          }
          computers.append(computer)
          places.append(LoopbackAddresses.Place(entry: entry, index: place))
        }
      }
    }
    self.computers = computers
    self.database = database
    authority = surroundings.authority
    surroundings.loopback.set(places)
    index = Mutex(nil)
    surroundings.network = self
  }

  /// Begins to read tables of instances, so that the first request need not wait for long ones.
  public func loadTables() {
    Task { for computer in computers { await computer.loadTables() } }
  }

  /// The computer with a short name, a full name or an address, letter case ignored.
  public func computer(named name: String) -> LabComputer? {
    guard !computers.isEmpty else { return nil }
    var wanted = name.lowercased()
    if wanted.hasPrefix("["), wanted.hasSuffix("]") {
      wanted = String(wanted.dropFirst().dropLast())
    }
    if wanted.hasSuffix(".") { wanted.removeLast() }
    return index.withLock { index in
      let known = index ?? Self.makeIndex(of: computers)
      index = known
      return known[wanted].map { computers[$0] }
    }
  }

  /// The computer with a name that it has got since its beginning, too; its own state is known then.
  ///
  /// - Throws: ``LabStorageError``.
  public func findComputer(named name: String) async throws -> LabComputer? {
    var found = computer(named: name)
    if found == nil {
      let wanted = (name.hasSuffix(".") ? String(name.dropLast()) : name).lowercased()
      let places = try await memberships().filter { _, membership in
        membership.names.contains { $0.lowercased() == wanted }
      }
      found = computers.first { places[$0.fullName.lowercased()] != nil }
    }
    if database != nil { _ = try await found?.service.remoteManagement() }
    return found
  }

  /// Names and domains that computers have got since their beginning, by their full names in lower
  /// case as the lab has them.
  func memberships() async throws -> [String: ComputerMembership] {
    var known = try await database?.memberships() ?? [:]
    for computer in computers {
      if let membership = computer.serviceInUse?.membership {
        known[computer.fullName.lowercased()] = membership
      }
    }
    return known
  }

  /// Full names win over short names, short names over addresses, earlier labs over later ones.
  private static func makeIndex(of computers: [LabComputer]) -> [String: Int] {
    var index: [String: Int] = [:]
    index.reserveCapacity(computers.count * 2)
    func add(_ names: (LabComputer) -> [String]) {
      for (place, computer) in computers.enumerated() {
        for name in names(computer) where index[name.lowercased()] == nil {
          index[name.lowercased()] = place
        }
      }
    }
    add { [$0.fullName] }
    add { [$0.name] }
    add { $0.ownAddresses }
    return index
  }
}
