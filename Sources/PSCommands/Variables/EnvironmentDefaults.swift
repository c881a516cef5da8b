import PSEngine

/// Variables of the environment that scripts for Windows expect (`language.md` 1.2); what the
/// program around the shell has set stays.
enum EnvironmentDefaults {
  static func define(in session: SessionState) {
    for (name, value) in values(session.configuration) where session.environment[name] == nil {
      session.environment[name] = value
    }
  }

  private static func values(_ configuration: RunspaceConfiguration) -> [(String, String)] {
    let home = configuration.homeFolder
    return [
      ("COMPUTERNAME", configuration.computerName),
      ("USERNAME", configuration.userName), ("USERDOMAIN", configuration.computerName),
      ("USERPROFILE", home), ("HOMEDRIVE", "C:"),
      ("HOMEPATH", home.hasPrefix("C:") ? String(home.dropFirst(2)) : home),
      ("SystemRoot", "C:\\Windows"), ("windir", "C:\\Windows"), ("SystemDrive", "C:"),
      ("TEMP", "/tmp"), ("TMP", "/tmp"), ("PROCESSOR_ARCHITECTURE", "AMD64"),
      ("PSModulePath", "C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules"),
      ("PATHEXT", ".COM;.EXE;.BAT;.CMD;.PS1"), ("OS", "Windows_NT"),
    ]
  }
}
