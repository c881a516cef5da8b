/// Properties of values that are no ``PSObject`` of their own, and those that every value has.
enum IntrinsicProperties {
  static func value(of name: String, on target: PSValue) -> PSValue? {
    switch name.lowercased() {
    case "psobject": return target.isNull ? nil : .object(PSObjectView(target))
    case "psbase": return target
    case "pstypenames": return target.isNull ? nil : .object(PSTypeNameList(target))
    case "psextended", "psadapted":
      return target.asObject == nil ? nil : target
    default: break
    }
    switch target.unwrapped {
    case .string(let text):
      return name.equalsIgnoringCase("Length") ? .int(text.utf16.count) : nil
    case .array(let array): return value(of: name, onArray: array)
    case .object(let list as PSList):
      switch name.lowercased() {
      case "count": return .int(list.elements.count)
      case "capacity": return .int(max(4, list.elements.count))
      case "isfixedsize", "isreadonly": return .bool(false)
      default: return nil
      }
    case .object(let table as PSHashtable): return value(of: name, onTable: table)
    default: return nil
    }
  }

  private static func value(of name: String, onArray array: PSArray) -> PSValue? {
    switch name.lowercased() {
    case "length", "count": return .int(array.elements.count)
    case "longlength": return .number(.int64(Int64(array.elements.count)))
    case "rank": return .int(1)
    case "isfixedsize": return .bool(true)
    case "isreadonly", "issynchronized": return .bool(false)
    default: return nil
    }
  }

  private static func value(of name: String, onTable table: PSHashtable) -> PSValue? {
    switch name.lowercased() {
    case "count": return .int(table.count)
    case "keys":
      return .object(
        PSList(table.entries.map(\.key), typeName: "System.Collections.Hashtable+KeyCollection"))
    case "values":
      return .object(
        PSList(
          table.entries.map(\.value), typeName: "System.Collections.Hashtable+ValueCollection"))
    case "isfixedsize", "isreadonly", "issynchronized": return .bool(false)
    default: return nil
    }
  }

  /// The properties of a value that is no object, for listings.
  static func list(of value: PSValue) -> [PSPropertyInfo] {
    switch value {
    case .string: return [PSPropertyInfo("Length", "System.Int32")]
    case .array:
      return [
        PSPropertyInfo("Length", "System.Int32"), PSPropertyInfo("LongLength", "System.Int64"),
        PSPropertyInfo("Rank", "System.Int32"),
        PSPropertyInfo("IsReadOnly", "System.Boolean"),
        PSPropertyInfo("IsFixedSize", "System.Boolean"),
        PSPropertyInfo("IsSynchronized", "System.Boolean"),
      ]
    case .null, .bool, .number, .char, .object: return []
    }
  }
}

/// Methods of values by kind.
enum IntrinsicMethods {
  static func methods(of value: PSValue) -> [NativeMethod] {
    switch value {
    case .string: return StringMethods.all
    case .number: return NumberMethods.all
    case .array: return ListMethods.array
    case .object(let object):
      if object is PSList { return ListMethods.list }
      if object is PSHashtable { return HashtableMethods.all }
      if object is ScriptBlock { return ScriptBlockMethods.all }
      if object is PSEnum { return EnumMethods.all }
      if object is PSCredential { return CredentialMethods.all }
      return []
    case .null, .bool, .char: return []
    }
  }
}

/// Methods that values have by the interfaces of their type, beside those of every object.
enum CommonMethods {
  static func methods(of value: PSValue) -> [NativeMethod] {
    let interfaces = TypeInterfaces.implemented(by: value)
    return ofObjects
      + [interfaces.contains(TypeInterfaces.formattable) ? formattedText : text]
      + (interfaces.contains(TypeInterfaces.comparable) ? [comparison] : [])
  }

  private static let ofObjects: [NativeMethod] = [
    NativeMethod("Equals", "bool Equals(System.Object obj)") { target, arguments in
      let types = arguments.context.session.types
      guard TypeNames.name(of: target) == TypeNames.name(of: arguments[0]) else {
        return .bool(false)
      }
      return .bool(
        Comparison.areEqual(target, arguments[0], caseSensitive: true, types: types))
    },
    NativeMethod("GetHashCode", "int GetHashCode()") { target, _ in
      .int(HashKey(target, ignoresCase: false).stableHash)
    },
    NativeMethod("GetType", "type GetType()") { target, arguments in
      guard let type = PSRuntimeType(of: target, types: arguments.context.session.types) else {
        return .null
      }
      return .object(type)
    },
  ]

  private static let plainText = NativeOverload("string ToString()") { target, _ in
    switch target.unwrapped {
    case .array, .object(is PSList): return .string(TypeNames.name(of: target))
    default: return .string(TextConversion.text(of: target))
    }
  }

  private static let text = NativeMethod("ToString", [plainText])

  private static let formattedText = NativeMethod(
    "ToString",
    [
      plainText,
      NativeOverload("string ToString(string format)") { target, arguments in
        .string(try CompositeFormat.text(of: target, format: arguments.text(0)))
      },
      NativeOverload("string ToString(string format, System.IFormatProvider provider)") {
        target, arguments in
        .string(try CompositeFormat.text(of: target, format: arguments.text(0)))
      },
    ])

  private static let comparison = NativeMethod(
    "CompareTo", "int CompareTo(System.Object value)"
  ) { target, arguments in
    .int(
      try Comparison.order(
        target, arguments[0], caseSensitive: true, types: arguments.context.session.types
      ).signum())
  }
}

/// Methods of enumerations.
enum EnumMethods {
  static let all: [NativeMethod] = [
    NativeMethod("HasFlag", "bool HasFlag(System.Object flag)") { target, arguments in
      guard let item = target.asObject as? PSEnum else { return .bool(false) }
      let flag = try EnumConversion.value(of: arguments[0], as: item.type).value
      return .bool(item.value & flag == flag)
    },
    NativeMethod("ToString", "string ToString()") { target, _ in
      .string(TextConversion.text(of: target))
    },
  ]
}

/// Methods of credentials.
enum CredentialMethods {
  static let all: [NativeMethod] = [
    NativeMethod(
      "GetNetworkCredential", "System.Net.NetworkCredential GetNetworkCredential()"
    ) { target, _ in
      guard let credential = target.asObject as? PSCredential else { return .null }
      return .object(PSNetworkCredential(credential))
    }
  ]
}

/// `System.Net.NetworkCredential`: the one form in which a script can read a password.
public final class PSNetworkCredential: PSObject {
  private let credential: PSCredential

  init(_ credential: PSCredential) { self.credential = credential }

  public override var baseTypeNames: [String] {
    ["System.Net.NetworkCredential", "System.Object"]
  }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("UserName"), PSPropertyInfo("Password"),
      PSPropertyInfo("SecurePassword", "System.Security.SecureString"), PSPropertyInfo("Domain"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "username": return .string(credential.account.user)
    case "password": return .string(credential.password.reveal())
    case "securepassword": return .object(credential.password)
    case "domain": return .string(credential.account.domain)
    default: return nil
    }
  }
}

/// Methods of script blocks.
enum ScriptBlockMethods {
  static let all: [NativeMethod] = [
    NativeMethod("Invoke", "System.Object[] Invoke(Params object[] args)") { target, arguments in
      let output = try await run(target, arguments)
      return .object(
        PSList(
          output,
          typeName:
            "System.Collections.ObjectModel.Collection`1[System.Management.Automation.PSObject]"))
    },
    NativeMethod("InvokeReturnAsIs", "System.Object InvokeReturnAsIs(Params object[] args)") {
      target, arguments in
      .collapsing(try await run(target, arguments))
    },
    NativeMethod("GetNewClosure", "scriptblock GetNewClosure()") { target, arguments in
      guard let block = target.asObject as? ScriptBlock else { return .null }
      return .object(arguments.context.closure(of: block))
    },
  ]

  private static func run(_ target: PSValue, _ arguments: NativeArguments) async throws -> [PSValue]
  {
    guard let block = target.asObject as? ScriptBlock else { return [] }
    return try await arguments.context.evaluate(block, arguments: arguments[0].enumerated)
  }
}

extension ExecutionContext {
  /// A block that keeps the variables that can be seen now (`GetNewClosure`): those of this scope,
  /// and those of its callers that are not global.
  func closure(of block: ScriptBlock) -> ScriptBlock {
    let home = VariableScope(parent: scope.global, isScript: true)
    for variable in scope.visibleVariables where variable.options.isEmpty {
      let key = variable.name.lowercased()
      guard scope.own(key) != nil || scope.global.own(key) == nil else { continue }
      home.define(variable.name, variable.value)
    }
    return ScriptBlock(block.ast, home: home, inlineParameters: block.inlineParameters)
  }
}
