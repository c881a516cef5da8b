public import PSEngine
import PSFormatting

/// The commands that belong to the engine in Windows PowerShell: pipeline, discovery, modules and
/// history; with them the providers, the aliases and the predefined functions.
struct CoreModule: PSModule {
  /// The name that the commands show as their source.
  static let moduleName = "Microsoft.PowerShell.Core"

  /// Tells where the files of help are.
  let helpFolder: @Sendable () -> String?

  var name: String { Self.moduleName }
  var version: String { "3.0.0.0" }

  func register(in registrar: ModuleRegistrar) {
    registrar.add(cmdlets: Self.cmdlets + OutputCommands.core + UtilityCommands.core)
    addProviders(registrar)
    DefaultAliases.define(in: registrar.session)
    PredefinedFunctions.define(in: registrar.session)
    registrar.add(program: MoreProgram())
    registrar.add(
      programFolders: ["System32", "Sysnative", "SysWOW64"].map { #"C:\Windows\"# + $0 })
    for registry in ["HKLM", "HKCU"] {
      registrar.explain(
        missingDrive: registry, "There is no registry here: this shell does not emulate it.")
    }
    EnvironmentDefaults.define(in: registrar.session)
    ShellVariables.define(in: registrar.session)
    registrar.add(views: HelpViews.all)
    registrar.session.help.library = HelpFolder(
      culture: registrar.session.configuration.culture, folder: helpFolder)
    CompletionSources.define(in: registrar)
  }

  private static let cmdlets: [Cmdlet.Type] = [
    AddHistory.self, ClearHistory.self, ForEachObject.self, GetCommand.self,
    GetHelp.self, GetHistory.self, GetModule.self, ImportModule.self, InvokeHistory.self,
    RemoveModule.self, WhereObject.self,
  ]

  private func addProviders(_ registrar: ModuleRegistrar) {
    let configuration = registrar.session.configuration
    let paths = FilePaths(
      startFolder: configuration.startFolder, isConfined: !configuration.allowsPrograms,
      clock: configuration.isReproducible && !configuration.allowsPrograms
        ? FileClock(configuration.now) : nil)
    registrar.add(provider: AliasProvider(), named: "Alias", capabilities: .shouldProcess)
    registrar.add(
      provider: EnvironmentProvider(), named: "Environment", capabilities: .shouldProcess)
    registrar.add(
      provider: FileSystemProvider(paths: paths, types: registrar.session.types),
      named: "FileSystem",
      capabilities: [.filter, .shouldProcess, .credentials], home: configuration.homeFolder)
    registrar.add(types: FileTypes.all(paths) + StreamTypes.all(paths))
    registrar.add(provider: FunctionProvider(), named: "Function", capabilities: .shouldProcess)
    registrar.add(provider: VariableProvider(), named: "Variable", capabilities: .shouldProcess)
  }
}

/// The commands on items, locations, drives and content.
struct ManagementModule: PSModule {
  var name: String { "Microsoft.PowerShell.Management" }
  var version: String { "3.1.0.0" }

  /// Who drives the services of emulated computers.
  var services: any ServiceControl = NoServices()

  func register(in registrar: ModuleRegistrar) {
    registrar.session.serviceControl = services
    registrar.add(cmdlets: Self.cmdlets + Self.serviceCmdlets)
    registrar.add(completionSource: "Service") { prefix, context in
      let all = (try? await context.session.serviceControl.services(of: nil)) ?? []
      return all.filter { !$0.kind.isDriver && $0.name.hasPrefixIgnoringCase(prefix) }.map(\.name)
    }
  }

  private static let serviceCmdlets: [Cmdlet.Type] = [
    GetService.self, RestartService.self, ResumeService.self, SetService.self, StartService.self,
    StopService.self, SuspendService.self,
  ]

  private static let cmdlets: [Cmdlet.Type] = [
    AddContent.self, ClearContent.self, ClearItem.self, ClearItemProperty.self, ConvertPath.self,
    CopyItem.self, CopyItemProperty.self, GetChildItem.self, GetContent.self, GetItem.self,
    GetItemProperty.self, GetItemPropertyValue.self, GetLocation.self, GetPSDrive.self,
    GetPSProvider.self, InvokeItem.self, JoinPath.self, MoveItem.self, MoveItemProperty.self,
    NewItem.self, NewItemProperty.self, NewPSDrive.self, PopLocation.self, PushLocation.self,
    RemoveItem.self, RemoveItemProperty.self, RemovePSDrive.self, RenameItem.self,
    RenameItemProperty.self, ResolvePath.self, SetContent.self, SetItem.self, SetItemProperty.self,
    SetLocation.self, SplitPath.self, TestPath.self,
  ]
}

/// The commands on objects, variables and aliases.
struct UtilityModule: PSModule {
  var name: String { "Microsoft.PowerShell.Utility" }
  var version: String { "3.1.0.0" }

  func register(in registrar: ModuleRegistrar) {
    registrar.add(cmdlets: Self.cmdlets + OutputCommands.utility + UtilityCommands.all)
  }

  private static let cmdlets: [Cmdlet.Type] = [
    ClearVariable.self, CompareObject.self, GetAlias.self, GetUnique.self, GetVariable.self,
    GroupObject.self, MeasureObject.self, NewAlias.self, NewVariable.self,
    ReadHost.self, RemoveAlias.self, RemoveVariable.self, SelectObject.self, SelectString.self,
    SetAlias.self, SetVariable.self, SortObject.self,
  ]
}

/// The commands on credentials, secure strings and security descriptors.
struct SecurityModule: PSModule {
  var name: String { "Microsoft.PowerShell.Security" }
  var version: String { "3.0.0.0" }

  func register(in registrar: ModuleRegistrar) {
    registrar.add(cmdlets: [
      ConvertFromSecureString.self, ConvertToSecureString.self, GetAcl.self, GetCredential.self,
      SetAcl.self,
    ])
  }
}

/// The commands that record the session.
struct HostModule: PSModule {
  var name: String { "Microsoft.PowerShell.Host" }
  var version: String { "3.0.0.0" }

  func register(in registrar: ModuleRegistrar) {
    registrar.add(cmdlets: [StartTranscript.self, StopTranscript.self])
  }
}

/// The general modules of every session, in the order of loading.
public enum CoreModules {
  /// All of them, without services.
  public static let all = all(services: nil)

  /// All of them.
  ///
  /// - Parameters:
  ///   - services: drives the services of emulated computers; the service cmdlets reach no
  ///   computer without it.
  ///   - helpFolder: tells where the files of help are, when help is asked for.
  public static func all(
    services: (any ServiceControl)?, helpFolder: @escaping @Sendable () -> String? = { nil }
  ) -> [any PSModule] {
    [
      CoreModule(helpFolder: helpFolder), ManagementModule(services: services ?? NoServices()),
      UtilityModule(),
      SecurityModule(), HostModule(),
    ]
  }
}
