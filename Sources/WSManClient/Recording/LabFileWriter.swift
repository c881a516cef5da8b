/// What does not go into a lab file as it is.
public struct LabMasks: Swift.OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int
  /// Makes a set of bits.
  public init(rawValue: Int) { self.rawValue = rawValue }
  /// Names of computers, domains and users, addresses and SIDs: the same one gets the same mask
  /// everywhere.
  public static let names = LabMasks(rawValue: 1)
  /// What is not called a secret but tells one or tells machines apart: serial numbers, product
  /// keys, arguments of programs, values of environment variables.
  public static let secrets = LabMasks(rawValue: 2)
}

/// A lab file, and what could not be said in it.
public struct LabFileText: Sendable, Equatable {
  /// The file.
  public let text: String
  /// One sentence for each thing that was left out.
  public let notes: [String]

  /// A file.
  public init(text: String, notes: [String]) {
    self.text = text
    self.notes = notes
  }
}

/// Writes lab files; declared here so that those who read computers need not know the format.
public protocol LabFileWriter: Sendable {
  /// The file in which the computers are emulated. No password that a computer tells is in it.
  ///
  /// - Parameters:
  ///   - masks: what does not go into it as it is.
  ///   - accountPassword: the password of all accounts; nil for none, so that nobody can log on.
  /// - Throws: an error whose description says what cannot be said in a lab file.
  func file(
    of computers: [RecordedComputer], masks: LabMasks, accountPassword: String?
  ) throws -> LabFileText
}
