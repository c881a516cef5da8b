/// The URIs that faults use (`protocol.md` 3.1 and 11.1).
public enum FaultURIs {
  /// Faults of WS-Addressing, and those without a subcode.
  public static let addressingAction = Namespaces.addressing + "/fault"
  /// Faults of WS-Management.
  public static let wsmanAction = "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault"
  /// Faults of WS-Enumeration.
  public static let enumerationAction = Namespaces.enumeration + "/fault"
  /// Faults of WS-Eventing.
  public static let eventingAction = Namespaces.eventing + "/fault"
  /// Faults of WS-Transfer.
  public static let transferAction = Namespaces.transfer + "/fault"
  /// Faults of the CIM binding.
  public static let cimBindingAction = "http://schemas.dmtf.org/wbem/wsman/1/cimbinding/fault"

  /// What stands before the name of a fault detail.
  public static let detailPrefix = "http://schemas.dmtf.org/wbem/wsman/1/wsman/faultDetail/"

  /// The action for faults with a subcode of this namespace.
  public static func action(subcodeNamespace: String?) -> String {
    switch subcodeNamespace {
    case Namespaces.wsman: wsmanAction
    case Namespaces.enumeration: enumerationAction
    case Namespaces.eventing: eventingAction
    case Namespaces.transfer: transferAction
    case Namespaces.cimBinding: cimBindingAction
    default: addressingAction
    }
  }
}
