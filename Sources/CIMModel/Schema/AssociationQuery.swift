/// Which objects that are connected with one object are asked for (DSP0227, the association filter;
/// WQL's `ASSOCIATORS OF` and `REFERENCES OF`).
public struct AssociationQuery: Sendable, Hashable {
  /// What the answer holds.
  public enum Result: Sendable, Hashable {
    /// The objects at the other end.
    case associatedInstances
    /// The associations themselves.
    case associationInstances
  }

  /// What the answer holds.
  public var result: Result
  /// The object that all others are connected with.
  public var object: CIMObjectPath
  /// The association has to be of this class or one that descends from it.
  public var associationClass: String?
  /// The results have to be of this class or one that descends from it.
  public var resultClass: String?
  /// The property of the association that holds the object.
  public var role: String?
  /// The property of the association that holds the object at the other end.
  public var resultRole: String?
  /// The properties that the results shall have; empty for all.
  public var includedProperties: [String]

  /// A query.
  public init(
    _ result: Result, of object: CIMObjectPath, associationClass: String? = nil,
    resultClass: String? = nil, role: String? = nil, resultRole: String? = nil,
    includedProperties: [String] = []
  ) {
    self.result = result
    self.object = object
    self.associationClass = associationClass
    self.resultClass = resultClass
    self.role = role
    self.resultRole = resultRole
    self.includedProperties = includedProperties
  }
}
