import PSEngine

extension ParameterDefinition {
  /// The same parameter with its type shown as `psobject`: any value fits, and Windows PowerShell
  /// declares the input of its pipeline commands so.
  var ofPSObject: ParameterDefinition {
    let object = ParameterType.named("System.Management.Automation.PSObject")
    var copy = self
    switch type {
    case .any: copy.type = object
    case .array(.any): copy.type = .array(object)
    default: break
    }
    return copy
  }
}
