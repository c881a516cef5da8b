import CIMModel
import PSEngine
import WSManService

/// `Invoke-CimMethod`: a method of a class, or of instances.
final class InvokeCimMethod: CIMCommand {
  static let className = Parameter<String>(
    "ClassName", aliases: ["Class"], sets: ["ClassName"], position: 0, mandatory: true,
    help: "The class of a method that needs no instance.")
  static let inputObject = Parameter<PSValue>(
    "InputObject", aliases: ["CimInstance"], sets: ["Instance"], position: 0, mandatory: true,
    pipeline: .byValue, help: "The instance.")
  static let query = Parameter<String>(
    "Query", sets: ["Query"], mandatory: true, help: "A query for the instances.")
  static let methodName = Parameter<String>(
    "MethodName", aliases: ["Name"], position: 1, mandatory: true, help: "The method.")
  static let arguments = Parameter<PSHashtable>(
    "Arguments", position: 2, help: "The parameters by name.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Invoke-CimMethod",
      typeName: "Microsoft.Management.Infrastructure.CimCmdlets.InvokeCimMethodCommand",
      parameters: [
        className.definition, inputObject.definition, query.definition, methodName.definition,
        arguments.definition, namespace.definition, computerName.definition,
      ], defaultSet: "ClassName", supportsShouldProcess: true,
      synopsis: "Calls a method of a CIM class of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let access = try await access(context), let name = context[Self.methodName] else {
      return
    }
    let namespace = CIMAccess.namespace(context[Self.namespace])
    let arguments = context[Self.arguments]
    try await attempt(context, target: context[Self.className]) {
      if let className = context[Self.className] {
        guard try await context.shouldProcess(className, action: name) else { return }
        return try await context.write(
          access.call(name, of: className, nil, named: arguments, in: namespace, .cim))
      }
      let targets =
        if let query = context[Self.query] {
          try await access.instances(query, in: namespace, .cim)
        } else { try instance(context[Self.inputObject], context).map { [$0] } ?? [] }
      for target in targets {
        guard try await context.shouldProcess(target.text, action: name) else { continue }
        try await context.write(
          access.call(
            name, of: target.type.name, target, named: arguments, in: target.namespace, .cim))
      }
    }
  }
}

/// `Invoke-WmiMethod`: the same with arguments by their places.
final class InvokeWmiMethod: CIMCommand {
  static let className = Parameter<String>(
    "Class", sets: ["Class"], position: 0, mandatory: true, help: "The class.")
  static let inputObject = Parameter<PSValue>(
    "InputObject", sets: ["Object"], mandatory: true, pipeline: .byValue, help: "The instance.")
  static let path = Parameter<String>(
    "Path", sets: ["Path"], mandatory: true,
    help: "The path of an instance, such as Win32_Service.Name='WinRM'.")
  static let methodName = Parameter<String>(
    "Name", position: 1, mandatory: true, help: "The method.")
  static let argumentList = Parameter<[PSValue]>(
    "ArgumentList", aliases: ["Args"], position: 2, help: "The parameters in their order.")

  override class var style: CIMObject.Style { .wmi }

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Invoke-WmiMethod", typeName: "Microsoft.PowerShell.Commands.InvokeWmiMethod",
      parameters: [
        className.definition, inputObject.definition, path.definition, methodName.definition,
        argumentList.definition, namespace.definition, computerName.definition,
      ], defaultSet: "Class", supportsShouldProcess: true,
      synopsis: "Calls a method of a WMI class of the computer.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let access = try await access(context), let name = context[Self.methodName] else {
      return
    }
    let namespace = CIMAccess.namespace(context[Self.namespace])
    try await attempt(context) {
      var target = try instance(context[Self.inputObject], context)
      var className = context[Self.className] ?? target?.type.name ?? ""
      if let text = context[Self.path] {
        let path = CIMObjectPath(text)
        className = path?.className ?? text
        let type = try await access.service.cimClass(className, in: namespace)
        target = try await access.instances(
          CIMAccess.query(className, filter: nil), in: namespace, .wmi
        ).first { path == type.path(of: $0.found.instance) }
        if target == nil { throw CIMAccessError.notFound }
      }
      let space = target?.namespace ?? namespace
      let type = try await access.service.cimClass(className, in: space)
      guard let method = type.method(name) else { throw CIMAccessError.invalidMethod(name) }
      guard try await context.shouldProcess(target?.text ?? className, action: name) else { return }
      try await context.write(
        access.call(
          method, of: type.name, target, places: context[Self.argumentList] ?? [], in: space, .wmi))
    }
  }
}
