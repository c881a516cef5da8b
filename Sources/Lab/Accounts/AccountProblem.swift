/// Why accounts of a computer were not changed.
public enum AccountProblem: Error, Sendable, Equatable {
  /// There is no account of that name.
  case noUser
  /// There is an account or a group of that name already.
  case userExists
  /// A name is empty, too long, or has characters that names cannot have.
  case invalidName
  /// The account or the group came with the computer, and stays.
  case builtIn
  /// No administrator would be left.
  case lastAdministrator
  /// There is no local group of that name.
  case noGroup
  /// There is a local group of that name already.
  case groupExists
  /// The account is a member already.
  case isMember
  /// The account is no member.
  case isNoMember
  /// Nobody has that name who could become a member.
  case noSuchMember(String)
  /// The system's cryptography made no hash of the password.
  case noHash
}
