import WireSecurity

/// Something to do with the accounts of a computer.
public enum AccountChange: Sendable {
  /// Adds an account with a password, empty for one that cannot log on from elsewhere.
  case addUser(String, password: String)
  /// Removes an account from the computer and from its groups.
  case deleteUser(String)
  /// Gives an account another name.
  case renameUser(String, to: String)
  /// Gives an account another password.
  case setPassword(String, to: String)
  /// Lets an account log on, or keeps it from that. One that was locked is so no longer.
  case setActive(String, Bool)
  /// Notes the name of the person.
  case setFullName(String, to: String)
  /// Notes something about the account.
  case setComment(String, to: String)
  /// Adds a local group.
  case addGroup(String, comment: String)
  /// Removes a local group.
  case deleteGroup(String)
  /// Notes what a group is for.
  case setGroupComment(String, to: String)
  /// Adds an account to a group.
  case addMember(String, to: String)
  /// Takes an account out of a group.
  case removeMember(String, from: String)
  /// Sets when accounts are locked.
  case setLockout(AccountDirectory.LockoutPolicy)
}

extension AccountDirectory {
  /// The longest name of an account, and of a group, in characters.
  private static let longestUserName = 20
  private static let longestGroupName = 256

  /// Applies a change.
  ///
  /// - Parameters:
  ///   - time: now, in seconds since 1970.
  ///   - member: whom a name stands for, as it is kept among members; nil when there is nobody.
  mutating func apply(
    _ change: AccountChange, at time: Int64, member: (String) -> String?
  ) throws(AccountProblem) {
    switch change {
    case .addUser(let name, let password): try add(name, password, at: time)
    case .deleteUser(let name): try deleteUser(name)
    case .renameUser(let name, let newName): try rename(name, to: newName)
    case .setPassword(let name, let password):
      let secret = try Self.secret(password)
      try update(name) { user in
        user.secret = secret
        user.hasFirstPassword = false
        user.passwordSet = time
        user.failures = 0
      }
    case .setActive(let name, let isActive):
      try update(name) { user in
        user.isActive = isActive
        if isActive { user.failures = 0 }
      }
    case .setFullName(let name, let text): try update(name) { $0.fullName = text }
    case .setComment(let name, let text): try update(name) { $0.comment = text }
    case .addGroup(let name, let comment): try addGroup(name, comment)
    case .deleteGroup(let name):
      guard !(try groups[place(of: name)].isBuiltIn) else { throw .builtIn }
      groups.remove(at: try place(of: name))
    case .setGroupComment(let name, let text): groups[try place(of: name)].comment = text
    case .addMember(let name, let group):
      let place = try place(of: group)
      guard let member = member(name) else {
        throw .noSuchMember(name)
      }
      guard !groups[place].has(member) else { throw .isMember }
      groups[place].members.append(member)
    case .removeMember(let name, let group):
      let place = try place(of: group)
      guard let member = member(name) else {
        throw .noSuchMember(name)
      }
      guard groups[place].has(member) else { throw .isNoMember }
      // The built-in account stays an administrator.
      if groups[place].name == "Administrators", user(named: member)?.identifier == 500 {
        throw .lastAdministrator
      }
      groups[place].members.removeAll { $0.lowercased() == member.lowercased() }
    case .setLockout(let policy): lockout = policy
    }
  }

  /// Gives the groups the members that come with a domain, in place of those of the one before.
  ///
  /// - Parameter domain: the short name; nil in a workgroup.
  mutating func follow(domain: String?) {
    for (group, name) in Self.domainGroups {
      guard let place = groups.firstIndex(where: { $0.name == group }) else { continue }
      let end = "\\" + name
      groups[place].members.removeAll { $0.hasSuffix(end) && $0 != domain.map { $0 + end } }
      if let member = domain.map({ $0 + end }), !groups[place].has(member) {
        groups[place].members.append(member)
      }
    }
  }

  private mutating func add(
    _ name: String, _ password: String, at time: Int64
  ) throws(AccountProblem) {
    guard Self.isName(name, most: Self.longestUserName) else { throw .invalidName }
    guard user(named: name) == nil, group(named: name) == nil else { throw .userExists }
    var user = User(name, identifier: nextIdentifier, passwordSet: time)
    user.secret = try Self.secret(password)
    nextIdentifier += 1
    users.append(user)
    users.sort { $0.name.lowercased() < $1.name.lowercased() }
    groups[try place(of: "Users")].members.append(name)
  }

  private mutating func rename(
    _ name: String, to newName: String
  ) throws(AccountProblem) {
    guard let user = user(named: name) else { throw .noUser }
    guard Self.isName(newName, most: Self.longestUserName) else { throw .invalidName }
    let isOther = newName.lowercased() != user.name.lowercased()
    guard !isOther || self.user(named: newName) == nil && group(named: newName) == nil else {
      throw .userExists
    }
    try update(name) {
      $0.firstName = $0.firstName ?? $0.name
      $0.name = newName
    }
    users.sort { $0.name.lowercased() < $1.name.lowercased() }
    for index in groups.indices {
      groups[index].members = groups[index].members.map { $0 == user.name ? newName : $0 }
    }
  }

  private mutating func deleteUser(_ name: String) throws(AccountProblem) {
    guard let user = user(named: name) else { throw .noUser }
    guard !user.isBuiltIn else { throw .builtIn }
    users.removeAll { $0.identifier == user.identifier }
    for index in groups.indices { groups[index].members.removeAll { $0 == user.name } }
  }

  private mutating func addGroup(_ name: String, _ comment: String) throws(AccountProblem) {
    guard Self.isName(name, most: Self.longestGroupName) else { throw .invalidName }
    guard group(named: name) == nil, user(named: name) == nil else { throw .groupExists }
    groups.append(
      Group(
        name: name, sid: "\(Self.machineSID)-\(nextIdentifier)", comment: comment, members: []))
    nextIdentifier += 1
    groups.sort { $0.name.lowercased() < $1.name.lowercased() }
  }

  /// Changes one account.
  mutating func update(
    _ name: String, _ change: (inout User) -> Void
  ) throws(AccountProblem) {
    guard let index = users.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) else {
      throw .noUser
    }
    change(&users[index])
  }

  private func place(of group: String) throws(AccountProblem) -> Int {
    guard let place = groups.firstIndex(where: { $0.name.lowercased() == group.lowercased() })
    else { throw .noGroup }
    return place
  }

  private static func secret(_ password: String) throws(AccountProblem) -> Secret? {
    // Windows, too, lets nobody log on from elsewhere without a password.
    guard !password.isEmpty else { return nil }
    guard let verifier = PasswordVerifier(password: password) else { throw .noHash }
    return Secret(verifier: verifier.text, ntHash: NTLMAccount.ntHash(of: password))
  }

  /// Whether a text can be the name of a group.
  static func isGroupName(_ text: String) -> Bool { isName(text, most: longestGroupName) }

  private static func isName(_ text: String, most: Int) -> Bool {
    let isPlain = text.unicodeScalars.allSatisfy {
      $0.value >= 0x20 && !"\"/\\[]:;|=,+*?<>@".unicodeScalars.contains($0)
    }
    return isPlain && text.utf16.count <= most
      && text.contains { !$0.isWhitespace && $0 != "." }
  }
}
