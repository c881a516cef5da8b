/// A property of a class, or a parameter of a method.
public struct CIMProperty: Sendable, Hashable {
  /// The name as the class declares it.
  public let name: String
  /// The name in the form that instances are asked with.
  public let identifier: CIMName
  /// The type of the value, or of each value of an array.
  public let type: CIMType
  /// Whether the property holds an array.
  public let isArray: Bool
  /// Whether the value is part of the name of an instance.
  public let isKey: Bool
  /// Whether Put may change the value.
  public let isWritable: Bool

  /// A property.
  public init(
    name: String, type: CIMType, isArray: Bool = false, isKey: Bool = false,
    isWritable: Bool = false
  ) {
    self.name = name
    identifier = CIMName(name)
    self.type = type
    self.isArray = isArray
    self.isKey = isKey
    self.isWritable = isWritable
  }
}

/// A method of a class.
public struct CIMMethod: Sendable, Hashable {
  /// The name as the class declares it.
  public let name: String
  /// The type of the value that the method returns.
  public let returnType: CIMType
  /// What the caller gives, in the order of the declaration.
  public let inParameters: [CIMProperty]
  /// What the caller gets besides the returned value.
  public let outParameters: [CIMProperty]
  /// Whether the method belongs to the class and is called without an instance.
  public let isStatic: Bool
}
