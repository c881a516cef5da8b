public import PSLanguage

/// A record of the error stream (`language.md` 9.1).
public final class ErrorRecord: PSObject {
  /// The exception.
  public let exception: PSException
  /// The id before the comma: `PathNotFound`.
  public let errorId: String
  /// The category.
  public let category: ErrorCategory
  /// The object that the error is about.
  public private(set) var target: PSValue
  /// Text that replaces the exception's message on display (`ErrorDetails.Message`).
  public var detailsMessage: String?
  /// What to do about it (`ErrorDetails.RecommendedAction`).
  public var recommendedAction: String?
  /// The command that reported the error; set once, by the engine.
  public var invocation: InvocationInfo?
  /// What follows the comma in the full id: type or function name; set by the engine.
  public var idSuffix: String?
  /// Activity shown in brackets by `CategoryInfo`; the command's name unless set.
  public var activity: String?
  /// Reason shown by `CategoryInfo`; the short name of the exception's type unless set.
  public var reasonName: String?
  /// Target shown by `CategoryInfo`; the text of ``target`` unless set.
  public var targetName: String?
  /// Type of target shown by `CategoryInfo`; the short type name of ``target`` unless set.
  public var targetTypeName: String?
  /// The place shown by the position message, when it is not the invocation's own.
  public var errorExtent: ScriptExtent?
  /// The calls that led to the error, the innermost first; set by the engine.
  public var stackTrace: String?
  /// Whether it reached the display through the error stream, which shows it as an error; a record
  /// that a script writes as output (`$Error[0]`) looks the same but goes to the output.
  public var isFromErrorStream = false
  /// Whether a `throw` statement made it.
  public var isThrown = false
  /// The computer that a remote error came from, when there is one.
  public var computerName: String?

  /// Makes a record.
  /// - Parameters:
  ///   - exception: the exception.
  ///   - errorId: the id before the comma.
  ///   - category: PowerShell's category.
  ///   - target: the object that the error is about.
  public init(
    _ exception: PSException, id errorId: String, category: ErrorCategory, target: PSValue = .null
  ) {
    self.exception = exception
    self.errorId = errorId
    self.category = category
    self.target = target
  }

  deinit { DeferredRelease.free(&target) }

  /// `id`, or `id,Type` when a command reported it.
  public var fullyQualifiedErrorId: String {
    guard let idSuffix, !idSuffix.isEmpty else { return errorId }
    return "\(errorId),\(idSuffix)"
  }

  /// What is shown: the details' message when present, else the exception's.
  public var message: String {
    if let detailsMessage, !detailsMessage.isEmpty { return detailsMessage }
    return exception.message
  }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.ErrorRecord", "System.Object"]
  }
  public override var text: String { message }

  /// The texts of `CategoryInfo`.
  public var categoryText: ErrorCategoryText {
    let name = targetName ?? TextConversion.text(of: target)
    let type = targetTypeName ?? TypeNames.shortName(TypeNames.name(of: target))
    return ErrorCategoryText(
      category: category.name, targetName: name, targetType: type,
      activity: activity ?? invocation?.command?.name ?? "",
      reason: reasonName ?? exception.shortTypeName)
  }

  public override var declaredProperties: [PSPropertyInfo] {
    let space = "System.Management.Automation."
    return [
      PSPropertyInfo("Exception", "System.Exception"),
      PSPropertyInfo("TargetObject", "System.Object"),
      PSPropertyInfo("CategoryInfo", space + "ErrorCategoryInfo"),
      PSPropertyInfo("FullyQualifiedErrorId"),
      PSPropertyInfo("ErrorDetails", space + "ErrorDetails"),
      PSPropertyInfo("InvocationInfo", space + "InvocationInfo"),
      PSPropertyInfo("ScriptStackTrace"),
      PSPropertyInfo("PipelineIterationInfo", "System.Int32[]"),
    ]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "exception": return .object(exception)
    case "targetobject": return target
    case "categoryinfo": return .object(ErrorCategoryInfo(self))
    case "fullyqualifiederrorid": return .string(fullyQualifiedErrorId)
    case "errordetails":
      guard let detailsMessage else { return .null }
      return .object(
        ErrorDetails(message: detailsMessage, recommendedAction: recommendedAction ?? ""))
    case "invocationinfo": return invocation.map { .object($0) } ?? .null
    case "scriptstacktrace": return .string(stackTrace ?? "")
    case "pipelineiterationinfo": return .array(PSArray([], elementType: "System.Int32"))
    default: return nil
    }
  }
}

/// An error that ends a statement (`language.md` 5.1): thrown through Swift, caught by `try`, by the
/// statement, or by the prompt.
///
/// `Error` demands `Sendable`. The record never leaves the runspace actor on which it was made:
/// every throwing path of the engine runs on it, which the compiler cannot see.
public struct PSRuntimeError: Error, @unchecked Sendable {
  /// How far the error unwinds when nothing catches it.
  public enum Reach: Sendable {
    /// The statement ends, the script goes on (cmdlets, binding, methods).
    case statement
    /// Everything up to the nearest `try` or the prompt ends (`throw`, `-ErrorAction Stop`).
    case script
  }

  /// The record.
  public let record: ErrorRecord
  /// How far the error unwinds.
  public let reach: Reach

  /// An error with a record.
  public init(_ record: ErrorRecord, reach: Reach = .statement) {
    self.record = record
    self.reach = reach
  }

  /// An error made from its parts.
  public init(
    _ message: String, id: String, category: ErrorCategory = .invalidOperation,
    exception: String = "System.Management.Automation.RuntimeException",
    target: PSValue = .null, at extent: ScriptExtent? = nil
  ) {
    let record = ErrorRecord(
      PSException(exception, message), id: id, category: category, target: target)
    record.errorExtent = extent
    self.init(record)
  }
}

/// A pipeline that ends without being an error: Ctrl+C, or a downstream command that needs no more.
public struct PipelineStopped: Error {
  /// Makes the signal.
  public init() {}
}
