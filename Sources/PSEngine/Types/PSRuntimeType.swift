/// A type as a value: what `[int]` and `$x.GetType()` give (`System.RuntimeType`).
public final class PSRuntimeType: PSObject {
  /// What is known of the type.
  public let definition: PSTypeDefinition
  /// The methods that the value had whose type it is.
  private let instanceMethods: [PSMethodInfo]

  /// Wraps a definition.
  public convenience init(_ definition: PSTypeDefinition) { self.init(definition, methods: []) }

  private init(_ definition: PSTypeDefinition, methods: [PSMethodInfo]) {
    self.definition = definition
    instanceMethods = methods
  }

  /// The type of a value, known to the session or not; `nil` for `$null`.
  public convenience init?(of value: PSValue, types: TypeTable) {
    let name = TypeNames.name(of: value)
    guard !name.isEmpty else { return nil }
    let methods = value.asObject?.declaredMethods ?? []
    if let known = types.find(name) {
      self.init(known, methods: methods)
      return
    }
    var bases = value.asObject.map { Array($0.baseTypeNames.drop { $0 != name }.dropFirst()) } ?? []
    if bases.isEmpty { bases = ["System.Object"] }
    self.init(PSTypeDefinition(name, baseNames: bases), methods: methods)
  }

  public override var baseTypeNames: [String] {
    [
      "System.RuntimeType", "System.Reflection.TypeInfo", "System.Type",
      "System.Reflection.MemberInfo", "System.Object",
    ]
  }
  public override var text: String { definition.displayName }
  public override var equalityKey: String? { definition.fullName.lowercased() }

  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("IsPublic", "System.Boolean"),
      PSPropertyInfo("IsSerializable", "System.Boolean"),
      PSPropertyInfo("Name"), PSPropertyInfo("BaseType", "System.Type"),
      PSPropertyInfo("FullName"), PSPropertyInfo("Namespace"),
      PSPropertyInfo("IsEnum", "System.Boolean"), PSPropertyInfo("IsArray", "System.Boolean"),
      PSPropertyInfo("IsValueType", "System.Boolean"), PSPropertyInfo("IsClass", "System.Boolean"),
    ]
  }

  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": return .string(definition.shortName)
    case "fullname": return .string(definition.fullName)
    case "namespace":
      let head = definition.fullName.prefix { $0 != "[" }
      return .string(head.lastIndex(of: ".").map { String(head[..<$0]) } ?? "")
    case "basetype": return baseType
    case "isenum": return .bool(definition.enumType != nil)
    case "isarray": return .bool(definition.arrayElement != nil)
    case "isvaluetype": return .bool(definition.baseNames.contains("System.ValueType"))
    case "isclass": return .bool(!definition.baseNames.contains("System.ValueType"))
    case "ispublic", "isserializable": return .bool(true)
    default: return nil
    }
  }

  private var baseType: PSValue {
    guard let base = definition.baseNames.first, definition.fullName != "System.Object" else {
      return .null
    }
    let rest = Array(definition.baseNames.dropFirst())
    return .object(PSRuntimeType(PSTypeDefinition(base, baseNames: rest)))
  }

  public override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }

  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static let methods: [NativeMethod] = [
    NativeMethod("IsInstanceOfType", "bool IsInstanceOfType(object o)") { target, arguments in
      guard let type = target.asObject as? PSRuntimeType else { return .bool(false) }
      return .bool(type.definition.isInstance(arguments[0]))
    },
    NativeMethod("GetMethod", "System.Reflection.MethodInfo GetMethod(string name)") {
      target, arguments in
      guard let type = target.asObject as? PSRuntimeType,
        let method = (type.instanceMethods + type.definition.staticMethods.map(\.info)).first(
          where: { $0.name == arguments.text(0) })
      else { return .null }
      return .object(
        PSCustomObject([
          ("Name", .string(method.name)), ("DeclaringType", target),
          ("IsStatic", .bool(!type.instanceMethods.contains { $0.name == method.name })),
        ]))
    },
    NativeMethod("GetEnumNames", "string[] GetEnumNames()") { target, _ in
      guard let type = target.asObject as? PSRuntimeType, let names = type.definition.enumType
      else {
        throw NativeFailure.argument("The type is not an enumeration.")
      }
      return .strings(names.members.map(\.name))
    },
  ]
}

extension PSRuntimeType: ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.Type") }
}
