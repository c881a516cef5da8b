/// The door through which commands, providers, drives, views and help enter the shell.
public protocol PSModule: Sendable {
  /// Name as `Get-Module` shows it.
  var name: String { get }
  /// Version as `Get-Module` shows it.
  var version: String { get }
  /// Adds what the module brings.
  func register(in registrar: ModuleRegistrar)
}
