/// What happens with a record of a stream (`language.md` 5.5), with PowerShell's numbers.
public enum ActionPreference: Int64, EnumParameterValue, Sendable {
  case silentlyContinue = 0
  case stop = 1
  case `continue` = 2
  case inquire = 3
  case ignore = 4
  case suspend = 5

  /// The enumeration with its names.
  public static let enumType = PSEnumType(
    "System.Management.Automation.ActionPreference",
    [
      ("SilentlyContinue", 0), ("Stop", 1), ("Continue", 2), ("Inquire", 3), ("Ignore", 4),
      ("Suspend", 5),
    ])

  /// Reads the value of a preference variable: a name, a number or the enumeration's own value.
  public init?(reading value: PSValue) {
    switch value.unwrapped {
    case .string(let text): self.init(name: text)
    case .number(.int32(let number)): self.init(rawValue: Int64(number))
    case .number(.int64(let number)): self.init(rawValue: number)
    case .object(let object):
      guard let item = object as? PSEnum else { return nil }
      self.init(rawValue: item.value)
    default: return nil
    }
  }
}

extension ConfirmImpact {
  /// The enumeration behind `$ConfirmPreference`.
  public static let enumType = PSEnumType(
    "System.Management.Automation.ConfirmImpact",
    [("None", 0), ("Low", 1), ("Medium", 2), ("High", 3)])

  /// The value as the language sees it.
  public var value: PSValue { .object(PSEnum(Self.enumType, Int64(rawValue))) }

  /// Reads the value of `$ConfirmPreference`.
  public init?(reading value: PSValue) {
    switch value.unwrapped {
    case .string(let text):
      guard
        let member = Self.enumType.members.first(where: { $0.name.equalsIgnoringCase(text) })
      else { return nil }
      self.init(rawValue: Int(member.value))
    case .number(.int32(let number)): self.init(rawValue: Int(number))
    case .bool(false): self = .none
    case .object(let object):
      guard let item = object as? PSEnum else { return nil }
      self.init(rawValue: Int(item.value))
    default: return nil
    }
  }
}
