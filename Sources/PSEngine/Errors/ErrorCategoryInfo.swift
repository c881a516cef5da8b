/// The texts of `CategoryInfo` (`language.md` 9.1).
public struct ErrorCategoryText: Sendable, Equatable {
  /// Name of the category.
  public var category: String
  /// What the error is about.
  public var targetName: String
  /// Short type name of what the error is about.
  public var targetType: String
  /// The command.
  public var activity: String
  /// Short name of the exception's type.
  public var reason: String

  /// Names with more characters keep their beginning and end.
  private static let longestName = 40

  /// Gathers the texts.
  public init(
    category: String, targetName: String = "", targetType: String = "", activity: String = "",
    reason: String
  ) {
    self.category = category
    self.targetName = targetName
    self.targetType = targetType
    self.activity = activity
    self.reason = reason
  }

  /// `Category: (Target:Type) [Activity], Reason`.
  /// - Parameters:
  ///   - kept: characters that a long name keeps at each end: 15 in Windows PowerShell, 19 in 7.
  ///   - ellipsis: what stands between them.
  public func text(kept: Int = 15, ellipsis: String = "...") -> String {
    func short(_ name: String) -> String {
      let line = name.prefix { !$0.isNewline }
      guard line.count > Self.longestName else { return String(line) }
      return line.prefix(kept) + ellipsis + line.suffix(kept)
    }
    return "\(category): (\(short(targetName)):\(short(targetType))) [\(short(activity))], "
      + short(reason)
  }
}

/// `System.Management.Automation.ErrorCategoryInfo`: the category of a record, with the texts that a
/// script may replace.
public final class ErrorCategoryInfo: PSObject {
  private let record: ErrorRecord

  init(_ record: ErrorRecord) { self.record = record }

  public override var baseTypeNames: [String] {
    ["System.Management.Automation.ErrorCategoryInfo", "System.Object"]
  }
  public override var text: String { record.categoryText.text() }
  public override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("Category", "System.Management.Automation.ErrorCategory")]
      + ["Activity", "Reason", "TargetName", "TargetType"].map {
        PSPropertyInfo($0, isSettable: true)
      }
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    let texts = record.categoryText
    switch name.lowercased() {
    case "category": return record.category.value
    case "activity": return .string(texts.activity)
    case "reason": return .string(texts.reason)
    case "targetname": return .string(texts.targetName)
    case "targettype": return .string(texts.targetType)
    default: return nil
    }
  }
  public override func setDeclaredValue(_ name: String, to value: PSValue) throws -> Bool {
    let text = TextConversion.text(of: value)
    switch name.lowercased() {
    case "activity": record.activity = text
    case "reason": record.reasonName = text
    case "targetname": record.targetName = text
    case "targettype": record.targetTypeName = text
    default: return false
    }
    return true
  }
}

extension ErrorCategory {
  /// `System.Management.Automation.ErrorCategory`.
  public static let enumType = PSEnumType(
    "System.Management.Automation.ErrorCategory", allCases.map { ($0.name, Int64($0.rawValue)) })

  /// The value as the language sees it.
  public var value: PSValue { .object(PSEnum(Self.enumType, Int64(rawValue))) }
}

/// `System.Management.Automation.ErrorDetails`: text that replaces the exception's message.
final class ErrorDetails: PSObject {
  private let message: String
  private let recommendedAction: String

  init(message: String, recommendedAction: String) {
    self.message = message
    self.recommendedAction = recommendedAction
  }

  override var baseTypeNames: [String] {
    ["System.Management.Automation.ErrorDetails", "System.Object"]
  }
  override var text: String { message }
  override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("Message"), PSPropertyInfo("RecommendedAction")]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "message": return .string(message)
    case "recommendedaction": return .string(recommendedAction)
    default: return nil
    }
  }
}
