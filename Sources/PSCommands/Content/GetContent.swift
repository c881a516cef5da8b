import PSEngine

/// `Get-Content`: the content of items, line by line.
final class GetContent: ItemCommand {
  static let readCount = Parameter<Int64>(
    "ReadCount", pipeline: .byPropertyName, validations: [.range(0, Int64.max)],
    help: "How many lines go into the pipeline as one object.")
  static let totalCount = Parameter<Int64>(
    "TotalCount", aliases: ["First", "Head"], pipeline: .byPropertyName,
    validations: [.range(0, Int64.max)], help: "How many lines from the start.")
  static let tail = Parameter<Int32>(
    "Tail", aliases: ["Last"], pipeline: .byPropertyName,
    validations: [.range(0, Int64(Int32.max))], help: "How many lines from the end.")

  override class var operation: ProviderOperation { .getContent }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Content",
      parameters: [
        readCount.definition, totalCount.definition, tail.definition,
        ItemParameters.pathByName.definition, ItemParameters.literalPath.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.force.definition,
        ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsTransactions: true,
      synopsis: "Gets the content of an item.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard !(context.isBound(Self.tail) && context.isBound(Self.totalCount)) else {
      throw context.terminate(
        PSRuntimeError(
          "The parameters TotalCount and Tail cannot be used in the same command. Use one of them.",
          id: "TailAndHeadCannotCoexist", category: .invalidOperation,
          exception: "System.InvalidOperationException"
        ).record)
    }
    try await forEachTarget(context) { target, provider in
      try context.checkContent(of: target)
      if !context.isBound(Self.tail),
        let reader = try await target.implementation.contentReader(target.path, provider)
      {
        return try await write(reader, of: target, context)
      }
      let content = try await target.implementation.getContent(target.path, provider)
      try await write(content.enumerated, of: target, context)
    }
  }

  /// Lines as they are read, up to the last that is wanted.
  private func write(
    _ reader: any ContentReader, of target: ItemTarget, _ context: CommandContext
  ) async throws {
    let last = context[Self.totalCount].map { Int(clamping: $0) } ?? .max
    let size = Int(clamping: context[Self.readCount] ?? 1)
    var count = 0
    var group: [PSValue] = []
    while count < last, let lines = try reader.next(), !lines.isEmpty {
      for line in lines.prefix(last - count) {
        count += 1
        if size == 1 {
          try await context.write(annotate(line, number: count, target: target))
        } else {
          group.append(line)
          if group.count == size {
            try await context.write(.list(group))
            group = []
          } else if group.count & 1023 == 0 {
            try ValueLimits.requireElements(group.count)
          }
        }
      }
    }
    if !group.isEmpty { try await context.write(.list(group)) }
  }

  private func write(
    _ lines: [PSValue], of target: ItemTarget, _ context: CommandContext
  ) async throws {
    var chosen = lines[...]
    if let count = context[Self.totalCount] { chosen = chosen.prefix(Int(clamping: count)) }
    if let count = context[Self.tail] { chosen = chosen.suffix(Int(count)) }
    let size = Int(clamping: context[Self.readCount] ?? 1)
    if size == 1 {
      for (offset, line) in chosen.enumerated() {
        try await context.write(
          annotate(line, number: chosen.startIndex + offset + 1, target: target))
      }
      return
    }
    var start = chosen.startIndex
    while start < chosen.endIndex {
      let end = size == 0 ? chosen.endIndex : min(start &+ size, chosen.endIndex)
      try await context.write(.list(Array(chosen[start..<end])))
      start = end
    }
  }

  /// Lines carry where they come from, as the items of a listing do.
  private func annotate(_ line: PSValue, number: Int, target: ItemTarget) -> PSValue {
    guard case .string = line else { return line }
    let object = PSBoxedValue(line)
    object.setNote("PSPath", .string(target.qualifiedPath))
    if let parent = target.parent { object.setNote("PSParentPath", .string(parent.qualifiedPath)) }
    object.setNote("PSChildName", .string(target.name))
    if let drive = target.drive { object.setNote("PSDrive", .object(drive)) }
    object.setNote("PSProvider", .object(target.provider))
    object.setNote("ReadCount", .number(.int64(Int64(number))))
    return .object(object)
  }
}
