import PSEngine

/// The types of the module that a script may name: `[…AuthenticationMechanism]::Basic`, and what items
/// and results are asked for with `-is`. Objects of them come from the drive and the cmdlets.
enum ModuleTypes {
  private static let namespace = "Microsoft.WSMan.Management"
  private static let element = "\(namespace).WSManConfigElement"

  static let all: [PSTypeDefinition] =
    [
      AuthenticationValue.enumType, ProxyAuthenticationValue.enumType,
      ProxyAccessTypeValue.enumType,
    ].map { PSTypeDefinition(enumeration: $0) }
    + ["WSManConfigContainerElement", "WSManConfigLeafElement"].map {
      PSTypeDefinition("\(namespace).\($0)", baseNames: [element, "System.Object"])
    }
    + ["WSManConfigElement", "SessionOption", "WSManSession"].map {
      PSTypeDefinition("\(namespace).\($0)")
    }
}
