import PSEngine

/// What this folder adds to `Microsoft.PowerShell.Utility`.
enum UtilityCommands {
  static let all: [Cmdlet.Type] = [
    AddMember.self, ConvertFromCsv.self, ConvertFromJson.self, ConvertToCsv.self,
    ConvertToJson.self, ExportCsv.self, GetCulture.self, GetDate.self, GetHost.self,
    GetRandom.self, GetUICulture.self, ImportCsv.self, InvokeExpression.self,
    MeasureCommand.self, NewGuid.self, NewObject.self, NewTimeSpan.self, StartSleep.self,
  ]

  /// `Set-StrictMode` belongs to the engine on Windows.
  static let core: [Cmdlet.Type] = [SetStrictMode.self]
}
