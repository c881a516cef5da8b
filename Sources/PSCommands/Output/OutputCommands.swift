import PSEngine
import PSFormatting

/// The commands of this folder, by the module that shows as their source.
enum OutputCommands {
  /// Those of Microsoft.PowerShell.Core.
  static let core: [Cmdlet.Type] = [OutDefault.self, OutHost.self, OutNull.self]

  /// Those of Microsoft.PowerShell.Utility.
  static let utility: [Cmdlet.Type] = [
    FormatCustom.self, FormatList.self, FormatTable.self, FormatWide.self, GetMember.self,
    OutFile.self, OutString.self, TeeObject.self, WriteDebug.self, WriteError.self,
    WriteHost.self, WriteInformation.self, WriteOutput.self, WriteProgress.self,
    WriteVerbose.self, WriteWarning.self,
  ]
}
