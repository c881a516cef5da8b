import PSLanguage

/// What a session is told from outside and never changes.
public struct RunspaceConfiguration: Sendable {
  /// Which PowerShell the shell looks like (`language.md` 1.1).
  public enum Persona: String, Sendable, CaseIterable {
    /// Windows PowerShell 5.1.
    case desktop
    /// PowerShell 7.
    case core
  }

  /// Which PowerShell the shell looks like.
  public var persona: Persona
  /// Whether the user counts as administrator (`language.md` 1.3).
  public var isElevated: Bool
  /// Name of the culture, such as `en-US`.
  public var culture: String
  /// Absolute path of the host's folder that is `C:`.
  public var startFolder: String
  /// Whether programs of the host may run.
  public var allowsPrograms: Bool
  /// Variables of the environment at the start, as `Env:` begins with.
  public var environment: [String: String]
  /// Is told each change of a variable; where the session has the process for itself, what the
  /// process has to know of it.
  public var environmentObserver: EnvironmentTable.Observer?
  /// Short name of the local computer, upper case.
  public var computerName: String
  /// The Windows that the session shows.
  public var windows = WindowsVersion.local
  /// Name of the local user.
  public var userName: String
  /// The user's home folder, in the host's own form or in that of the session.
  public var homeFolder: String
  /// The labs that were named at the start, so that recordings can say what they need.
  public var labs: [String] = []
  /// Seed of everything that is drawn at random; `nil` for a random one.
  public var seed: UInt64?
  /// The present time in seconds since 1970-01-01 UTC; tests and replay give a fixed clock.
  public var now: @Sendable () -> Double

  /// Describes a session.
  public init(
    persona: Persona = .desktop, isElevated: Bool = true, culture: String = "en-US",
    startFolder: String = "/", allowsPrograms: Bool = false, environment: [String: String] = [:],
    computerName: String = "LABHOST", userName: String = "user", homeFolder: String = "/",
    seed: UInt64? = nil, now: @escaping @Sendable () -> Double = WallClock.now
  ) {
    self.persona = persona
    self.isElevated = isElevated
    self.culture = culture
    self.startFolder = startFolder
    self.allowsPrograms = allowsPrograms
    self.environment = environment
    self.computerName = computerName
    self.userName = userName
    self.homeFolder = homeFolder
    self.seed = seed
    self.now = now
  }

  /// Whether every run shows the same: what takes longer on one machine than on another is hidden.
  public var isReproducible: Bool { seed != nil }

  /// A clock for what takes time; in a session that shows the same on every run nothing does.
  public var stopwatch: @Sendable () -> Duration {
    if isReproducible { return { .zero } }
    let start = ContinuousClock.now
    return { ContinuousClock.now - start }
  }

  /// The syntax of the persona.
  var parserOptions: ParserOptions { ParserOptions(acceptsCoreSyntax: persona == .core) }
}
