import PSEngine

/// The views of types that belong to no module (`language.md` 11.2 to 11.11).
enum GeneralViews {
  /// Adds them to the table of a session.
  static func register(in table: FormatViewTable, persona: RunspaceConfiguration.Persona) {
    let isDesktop = persona == .desktop
    table.add(ShellViews.all(isDesktop: isDesktop))
    table.add(SystemViews.all)
    table.add(FileViews.all(isDesktop: isDesktop))
    table.add(ErrorViews.all)
    for (type, names) in displayProperties { table.setDisplayProperties(names, for: type) }
  }

  private static let displayProperties: [(String, [String])] = [
    ("System.Management.Automation.PSCredential", ["UserName", "Password"]),
    ("System.ServiceProcess.ServiceController", ["Status", "Name", "DisplayName"]),
  ]
}
