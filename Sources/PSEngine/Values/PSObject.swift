/// An object of the shell language: a chain of type names, declared properties and methods supplied
/// by a subclass, and extended members added at run time (`language.md` 4.1).
///
/// Subclasses are the adapters: a module that brings its own kind of object overrides
/// ``baseTypeNames``, ``declaredProperties``, ``declaredValue(_:)`` and, where they exist, the
/// setter, methods, enumeration and text.
open class PSObject {
  private var replacedTypeNames: [String]?
  private var extended: [PSMember] = []

  /// Makes an object without extended members.
  public init() {}

  deinit { DeferredRelease.free(&extended) }

  // MARK: Type names

  /// The type chain of the kind of object, most derived first.
  open var baseTypeNames: [String] { ["System.Object"] }

  /// The type chain, most derived first; scripts may insert names (`PSObject.TypeNames`).
  public final var typeNames: [String] {
    get { replacedTypeNames ?? baseTypeNames }
    set { replacedTypeNames = newValue }
  }

  /// Full name of the underlying type: `GetType().FullName`.
  open var typeName: String { baseTypeNames.first ?? "System.Object" }

  // MARK: Declared members

  /// The properties that the kind of object declares, in their order of definition.
  open var declaredProperties: [PSPropertyInfo] { [] }

  /// The value of a declared property.
  /// - Parameter name: compared ignoring case.
  /// - Returns: `nil` when no such property is declared.
  open func declaredValue(_ name: String) -> PSValue? { nil }

  /// Sets a declared property.
  /// - Returns: `false` when no such property is declared.
  /// - Throws: ``PSRuntimeError`` when it is read-only or refuses the value.
  open func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool { false }

  /// Signatures of the methods of the kind of object, for `Get-Member` and completion.
  open var declaredMethods: [PSMethodInfo] { [] }

  /// Calls a declared method.
  /// - Returns: `nil` when no such method is declared.
  /// - Throws: ``PSRuntimeError``.
  open func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? { nil }

  /// The element under an index or key (`$x[key]`); `nil` when the kind of object has no index.
  /// - Throws: ``PSRuntimeError``.
  open func indexed(by key: PSValue) throws -> PSValue? { nil }

  /// Assigns the element under an index or key.
  /// - Returns: `false` when the kind of object has no assignable index.
  /// - Throws: ``PSRuntimeError``.
  open func setIndexed(by key: PSValue, to value: PSValue) throws -> Bool { false }

  /// What a pipeline sees when the object enters it; `nil` when it passes as one object.
  open var enumeratedElements: [PSValue]? { nil }

  /// `ToString()` of the object.
  open var text: String { typeName }

  /// What makes two objects of the same type equal, for kinds compared by value (dates, versions,
  /// enumerations…); `nil` for kinds compared by identity.
  open var equalityKey: String? { nil }

  /// Whether the object counts as true (`language.md` 4.2).
  open var isTrue: Bool { true }

  // MARK: Extended members

  /// Members added at run time, in order.
  public final var extendedMembers: [PSMember] { extended }

  /// Adds or replaces an extended member; names compare ignoring case.
  public final func setExtended(_ member: PSMember) {
    if let index = extended.firstIndex(where: { $0.name.equalsIgnoringCase(member.name) }) {
      extended[index] = member
    } else {
      extended.append(member)
    }
  }

  /// Adds or replaces a note property.
  public final func setNote(_ name: String, _ value: PSValue) {
    setExtended(PSMember(name: name, kind: .note(value)))
  }

  /// Adds or replaces note properties, in their order.
  /// - Parameter notes: no two of the same name.
  public final func setNotes(_ notes: [(name: String, value: PSValue)]) {
    if extended.isEmpty {
      extended = notes.map { PSMember(name: $0.name, kind: .note($0.value)) }
    } else {
      for (name, value) in notes { setNote(name, value) }
    }
  }

  /// Removes an extended member.
  /// - Returns: whether it existed.
  @discardableResult
  public final func removeExtended(_ name: String) -> Bool {
    let before = extended.count
    extended.removeAll { $0.name.equalsIgnoringCase(name) }
    return extended.count != before
  }

  /// The extended member of that name, ignoring case.
  public final func extendedMember(_ name: String) -> PSMember? {
    extended.first { $0.name.equalsIgnoringCase(name) }
  }

  /// The name that an alias leads to through other aliases; `nil` for aliases that lead in a circle.
  public final func resolvedAlias(_ name: String) -> String? {
    var current = name
    for _ in 0..<16 {
      guard case .alias(let target)? = extendedMember(current)?.kind else { return current }
      current = target
    }
    return nil
  }

  /// The value of an extended note, of an alias, or of a declared property: everything that needs no
  /// script to run. Script properties are read through `MemberAccess`.
  public final func value(of name: String) -> PSValue? {
    if let member = extendedMember(name) {
      switch member.kind {
      case .note(let value): return value
      case .alias: return resolvedAlias(name).flatMap { value(of: $0) }
      case .code(let getter): return getter(self)
      case .scriptProperty, .scriptMethod: return nil
      }
    }
    return declaredValue(name)
  }
}

/// A scalar (string, number…) that carries extended members or type names of its own.
public final class PSBoxedValue: PSObject {
  /// The scalar.
  public private(set) var base: PSValue

  /// Wraps a scalar.
  public init(_ base: PSValue) { self.base = base }

  deinit { DeferredRelease.free(&base) }

  public override var baseTypeNames: [String] { TypeNames.chain(of: base) }
  public override var text: String { TextConversion.text(of: base) }
  public override var isTrue: Bool { Truth.isTrue(base) }
  public override var enumeratedElements: [PSValue]? {
    if case .array(let array) = base { return array.elements }
    return nil
  }
}

/// A member added to an object at run time.
public struct PSMember {
  /// What stands behind the name.
  public enum Kind {
    /// A stored value (NoteProperty).
    case note(PSValue)
    /// Another property's name (AliasProperty).
    case alias(String)
    /// A property computed by native code (CodeProperty).
    case code((PSObject) -> PSValue)
    /// A property computed by a script block (ScriptProperty).
    case scriptProperty(getter: ScriptBlock, setter: ScriptBlock?)
    /// A method that is a script block (ScriptMethod).
    case scriptMethod(ScriptBlock)
  }

  /// Name as shown; compared ignoring case.
  public let name: String
  /// What stands behind the name.
  public let kind: Kind

  /// Makes a member.
  public init(name: String, kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// A declared property, as `Get-Member` shows it.
public struct PSPropertyInfo: Sendable {
  /// Name as shown.
  public let name: String
  /// Full .NET name of its type, such as `System.String`.
  public let typeName: String
  /// Whether it can be assigned.
  public let isSettable: Bool

  /// Describes a property.
  public init(_ name: String, _ typeName: String = "System.String", isSettable: Bool = false) {
    self.name = name
    self.typeName = typeName
    self.isSettable = isSettable
  }
}

/// A declared method, as `Get-Member` shows it.
public struct PSMethodInfo: Sendable {
  /// Name as shown.
  public let name: String
  /// Definition such as `bool Contains(string value)`.
  public let definition: String

  /// Describes a method.
  public init(_ name: String, _ definition: String) {
    self.name = name
    self.definition = definition
  }
}
