import PSEngine

/// Help of the service cmdlets.
enum ServiceHelp {
  private static let module = "Microsoft.PowerShell.Management"

  static let topics: [HelpTopic] = [
    HelpTopic(
      name: "Get-Service", module: module,
      synopsis: "Gets the services of an emulated computer.",
      text: """
        Shows the services of the computer localhost that this program emulates, or with -ComputerName of computers of
        the lab. The services of the machine that the program runs on are never shown or changed.
        """,
      examples: [
        .init(title: "The service behind the drive", code: "Get-Service WinRM"),
        .init(
          title: "Running services only", code: "Get-Service | Where-Object Status -eq Running"),
        .init(title: "What a service needs", code: "Get-Service WinRM -RequiredServices"),
        .init(title: "A computer of the lab", code: "Get-Service WinRM -ComputerName server01"),
      ], links: ["Start-Service", "Stop-Service", "Set-Service"]),
    HelpTopic(
      name: "Start-Service", module: module,
      synopsis: "Starts services of the emulated computer.",
      text: """
        Services that a service needs start before it. Starting WinRM opens the ports of its listeners.
        """,
      examples: [.init(title: "Start the service behind the drive", code: "Start-Service WinRM")],
      links: ["Get-Service", "Stop-Service", "Restart-Service"]),
    HelpTopic(
      name: "Stop-Service", module: module,
      synopsis: "Stops services of the emulated computer.",
      text: """
        A service that others need stops only with -Force, and those before it. While WinRM is stopped, the drive asks
        whether to start it, and other computers cannot connect.
        """,
      examples: [
        .init(title: "Stop the service behind the drive", code: "Stop-Service WinRM"),
        .init(title: "With all that need it", code: "Stop-Service EventLog -Force"),
      ], links: ["Get-Service", "Start-Service", "Restart-Service"]),
    HelpTopic(
      name: "Restart-Service", module: module,
      synopsis: "Stops services of the emulated computer and starts them again.",
      text: """
        A stopped service starts. Settings that count only after the next start of WinRM count then.
        """,
      examples: [.init(title: "Restart WinRM", code: "Restart-Service WinRM -PassThru")],
      links: ["Start-Service", "Stop-Service"]),
    HelpTopic(
      name: "Set-Service", module: module,
      synopsis: "Changes how a service of an emulated computer is set up.",
      text: """
        Changes when the service starts, its name for people and its description, and starts or stops it.
        """,
      examples: [
        .init(
          title: "Start by itself from now on",
          code: "Set-Service WinRM -StartupType Automatic -Status Running -PassThru")
      ], links: ["Get-Service", "Start-Service", "Stop-Service"]),
  ]
}
