/// What a provider can do, with PowerShell's numbers.
public struct ProviderCapabilities: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int32
  /// Makes a set of bits.
  public init(rawValue: Int32) { self.rawValue = rawValue }
  /// `-Include` by the provider itself.
  public static let include = ProviderCapabilities(rawValue: 1)
  /// `-Exclude` by the provider itself.
  public static let exclude = ProviderCapabilities(rawValue: 2)
  /// `-Filter`.
  public static let filter = ProviderCapabilities(rawValue: 4)
  /// Wildcards by the provider itself.
  public static let expandWildcards = ProviderCapabilities(rawValue: 8)
  /// `-WhatIf` and `-Confirm`.
  public static let shouldProcess = ProviderCapabilities(rawValue: 16)
  /// `-Credential`.
  public static let credentials = ProviderCapabilities(rawValue: 32)
  /// `-UseTransaction`.
  public static let transactions = ProviderCapabilities(rawValue: 64)
}

/// A registered provider (`Get-PSProvider`).
public final class ProviderInfo: PSObject {
  /// Name, such as `WSMan`.
  public let name: String
  /// Name of the module or snap-in that brings it, such as `Microsoft.WSMan.Management`.
  public let moduleName: String
  /// `Module\Provider`, the form that `PSProvider` and `PSPath` show.
  public let qualifiedName: String
  /// What stands before a path of the provider in its full form.
  let pathPrefix: String
  /// Full name of the class that implements it on Windows, such as
  /// `Microsoft.WSMan.Management.WSManConfigProvider`.
  public let implementingType: String
  /// What it can do.
  public let capabilities: ProviderCapabilities
  /// The implementation.
  public let provider: any CmdletProvider
  /// `(Get-PSProvider n).Home`, settable.
  public var home: String?
  /// The provider's drives, as the session that registered it knows them.
  var drives: () -> [PSDriveInfo] = { [] }

  /// Describes a provider.
  public init(
    name: String, moduleName: String, implementingType: String,
    capabilities: ProviderCapabilities, provider: any CmdletProvider, home: String? = nil
  ) {
    self.name = name
    self.moduleName = moduleName
    qualifiedName = "\(moduleName)\\\(name)"
    pathPrefix = qualifiedName + "::"
    self.implementingType = implementingType
    self.capabilities = capabilities
    self.provider = provider
    self.home = home
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.ProviderInfo", "System.Object"]
  }
  public override var text: String { qualifiedName }

  private static let capabilitiesType = PSEnumType(
    "System.Management.Automation.Provider.ProviderCapabilities",
    [
      ("None", 0), ("Include", 1), ("Exclude", 2), ("Filter", 4), ("ExpandWildcards", 8),
      ("ShouldProcess", 16), ("Credentials", 32), ("Transactions", 64),
    ], isFlags: true)

  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("ImplementingType", "System.Type"), PSPropertyInfo("Name"),
      PSPropertyInfo("ModuleName"), PSPropertyInfo("Description"),
      PSPropertyInfo("Capabilities", Self.capabilitiesType.name),
      PSPropertyInfo("Home", isSettable: true),
      PSPropertyInfo("Drives", "System.Collections.ObjectModel.Collection"),
      PSPropertyInfo("ItemSeparator", "System.Char"),
      PSPropertyInfo("AltItemSeparator", "System.Char"),
    ]
  }

  public override func declaredValue(_ property: String) -> PSValue? {
    switch property.lowercased() {
    case "implementingtype":
      let bases = ["System.Management.Automation.Provider.CmdletProvider", "System.Object"]
      return .object(PSRuntimeType(PSTypeDefinition(implementingType, baseNames: bases)))
    case "name": return .string(name)
    case "modulename": return .string(moduleName)
    case "description": return .string("")
    case "capabilities":
      return .object(PSEnum(Self.capabilitiesType, Int64(capabilities.rawValue)))
    case "home": return .string(home ?? "")
    case "drives": return .object(PSList(drives().map { .object($0) }))
    case "itemseparator": return .char("\\")
    case "altitemseparator": return .char("/")
    default: return nil
    }
  }

  public override func setDeclaredValue(_ property: String, to value: PSValue) throws -> Bool {
    if property.equalsIgnoringCase("Home") {
      home = value.isNull ? nil : TextConversion.text(of: value)
      return true
    }
    guard declaredValue(property) != nil else { return false }
    throw PSRuntimeError(
      "'\(property)' is a ReadOnly property.", id: "PropertyAssignmentException",
      category: .invalidOperation,
      exception: "System.Management.Automation.SetValueInvocationException")
  }
}

/// A drive (`Get-PSDrive`).
public final class PSDriveInfo: PSObject {
  /// Name without the colon.
  public let name: String
  /// Its provider.
  public let provider: ProviderInfo
  /// Root in the provider's own paths, such as `/home/x` or empty.
  public let root: String
  /// Text for `Get-PSDrive`'s description.
  public let summary: String
  /// Where the drive stands: a path below ``root`` without leading separator.
  public var currentLocation = ""

  /// Describes a drive.
  public init(name: String, provider: ProviderInfo, root: String, summary: String = "") {
    self.name = name
    self.provider = provider
    self.root = root
    self.summary = summary
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.PSDriveInfo", "System.Object"]
  }
  public override var text: String { name }

  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("Used", "System.Object"), PSPropertyInfo("Free", "System.Object"),
      PSPropertyInfo("CurrentLocation"), PSPropertyInfo("Name"),
      PSPropertyInfo("Provider", "System.Management.Automation.ProviderInfo"),
      PSPropertyInfo("Root"), PSPropertyInfo("Description"),
      PSPropertyInfo("MaximumSize", "System.Nullable`1[System.UInt64]"),
      PSPropertyInfo("Credential", "System.Management.Automation.PSCredential"),
      PSPropertyInfo("DisplayRoot"),
    ]
  }

  public override func declaredValue(_ property: String) -> PSValue? {
    switch property.lowercased() {
    case "used": return provider.provider.space(of: self).map { .number(.int64($0.used)) } ?? .null
    case "free": return provider.provider.space(of: self).map { .number(.int64($0.free)) } ?? .null
    case "currentlocation":
      return .string(ProviderPath.elements(currentLocation).joined(separator: "\\"))
    case "name": return .string(name)
    case "provider": return .object(provider)
    case "root": return .string(root.isEmpty ? "" : provider.provider.displayPath(root))
    case "description": return .string(summary)
    case "maximumsize", "credential", "displayroot": return .null
    default: return nil
    }
  }
}
