import PSEngine
import PSFormatting

/// The views of the drive's items and of the Identify answer (`provider.md` 12.1).
enum ConfigurationViews {
  private static let namespace = "Microsoft.WSMan.Management"
  private static let family = "WSManConfig"

  private static func table(_ type: String, _ columns: [FormatColumn]) -> FormatViewDefinition {
    .table(
      for: ["\(namespace).\(type)"], groupBy: FormatGrouping("PSParentPath", label: "WSManConfig"),
      family: family, columns)
  }

  static var all: [FormatViewDefinition] {
    [
      table(
        "WSManConfigContainerElement#ComputerLevel",
        [
          FormatColumn("Name", label: "ComputerName", width: 45),
          FormatColumn("TypeNameOfElement", label: "Type", width: 20),
        ]),
      table(
        "WSManConfigLeafElement#InitParams",
        [
          FormatColumn("Name", label: "ParamName", width: 30),
          FormatColumn("Value", label: "ParamValue", width: 20),
        ]),
      table(
        "WSManConfigLeafElement",
        [
          FormatColumn("TypeNameOfElement", label: "Type", width: 15),
          FormatColumn("Name", width: 30), FormatColumn("SourceOfValue", width: 15),
          FormatColumn("Value"),
        ]),
      table(
        "WSManConfigContainerElement",
        [
          FormatColumn("TypeNameOfElement", label: "Type", width: 15),
          FormatColumn("Keys", width: 35), FormatColumn("Name"),
        ]),
      table(
        "WSManConfigElement",
        [
          FormatColumn("TypeNameOfElement", label: "Type", width: 15),
          FormatColumn("Name", width: 30),
        ]),
      .list(
        for: [
          "System.Xml.XmlElement#http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd#IdentifyResponse"
        ],
        ["wsmid", "ProtocolVersion", "ProductVendor", "ProductVersion"].map { FormatColumn($0) }),
    ]
  }
}
