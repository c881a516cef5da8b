/// A state that a task asks for. The set is closed, so that a lesson from a stranger runs nothing by
/// being judged.
public enum LessonCheck: Sendable, Equatable {
  /// An item of a drive exists, or does not.
  case item(path: String, exists: Bool)
  /// An item of a drive has a value, letter case ignored.
  case value(path: String, value: String)
  /// The shell stands at a place.
  case location(path: String)
  /// A computer is in the drive, or is not.
  case connection(computer: String, exists: Bool)
  /// A service runs, or is stopped; `computer` is `nil` for the local one.
  case service(name: String, isRunning: Bool, computer: String?)
  /// A property of a CIM instance has a value, letter case ignored.
  /// - Parameter instance: a resource locator such as `wmicimv2/Win32_Service?Name=Spooler`.
  case property(name: String, instance: String, value: String, computer: String?)
  /// A message was exchanged since the task began.
  case message(MessagePattern)

  /// What a message must be; what is `nil` does not matter.
  public struct MessagePattern: Sendable, Equatable {
    /// The last word of the action, such as `Get`, `Put`, `Identify`, or the name of a method.
    public var action: String
    /// What the URI of the resource ends with, such as `config/client`.
    public var resource: String?
    /// The computer that it went to.
    public var computer: String?
    /// Whether a fault came back: the number of its code, 0 for none.
    public var fault: UInt32?
    /// Whether nobody else could read it.
    public var isEncrypted: Bool?

    /// Describes messages.
    public init(
      action: String, resource: String? = nil, computer: String? = nil, fault: UInt32? = nil,
      isEncrypted: Bool? = nil
    ) {
      self.action = action
      self.resource = resource
      self.computer = computer
      self.fault = fault
      self.isEncrypted = isEncrypted
    }

    /// Whether an exchange is one of these.
    public func matches(_ exchange: LessonExchange) -> Bool {
      func ends(_ uri: String, _ tail: String) -> Bool {
        let (uri, tail) = (uri.lowercased(), tail.lowercased())
        guard uri.hasSuffix(tail) else { return false }
        return uri.count == tail.count || "/#".contains(uri.dropLast(tail.count).last ?? "/")
      }
      guard ends(exchange.action, action) else { return false }
      if let resource, !ends(exchange.resource, resource) { return false }
      if let computer, exchange.computer.lowercased() != computer.lowercased() { return false }
      if let isEncrypted, exchange.isEncrypted != isEncrypted { return false }
      return fault.map { $0 == exchange.faultCode } ?? true
    }
  }
}

extension LessonCheck: CustomStringConvertible {
  /// The check as an author writes it, on one line.
  public var description: String {
    func on(_ computer: String?) -> String { computer.map { ", computer: \($0)" } ?? "" }
    return switch self {
    case .item(let path, let exists): "item: \(path), state: \(exists ? "exists" : "missing")"
    case .value(let path, let value): "item: \(path), value: \"\(value)\""
    case .location(let path): "location: \(path)"
    case .connection(let computer, let exists):
      "\(exists ? "connected" : "disconnected"): \(computer)"
    case .service(let name, let isRunning, let computer):
      "service: \(name), state: \(isRunning ? "running" : "stopped")\(on(computer))"
    case .property(let name, let instance, let value, let computer):
      "property: \(name), of: \(instance), value: \"\(value)\"\(on(computer))"
    case .message(let pattern):
      "message: \(pattern.action)" + (pattern.resource.map { ", resource: \($0)" } ?? "")
        + on(pattern.computer)
        + (pattern.fault.map { ", fault: \($0 == 0 ? "none" : String($0))" } ?? "")
        + (pattern.isEncrypted.map { ", encrypted: \($0)" } ?? "")
    }
  }
}

/// What was found when a check was judged.
public struct LessonFinding: Sendable, Equatable {
  /// Whether the check holds.
  public var holds: Bool
  /// What is there instead; empty when it holds.
  public var seen: String

  /// Describes a finding.
  public init(_ holds: Bool, seen: @autoclosure () -> String) {
    self.holds = holds
    self.seen = holds ? "" : seen()
  }
}

/// A message and its answer, as far as lessons ask for them.
public struct LessonExchange: Sendable, Equatable, CustomStringConvertible {
  /// URI of the action.
  public var action: String
  /// URI of the resource; empty for Identify.
  public var resource: String
  /// Name of the computer as it was typed.
  public var computer: String
  /// Code of the fault that came back, 0 for none.
  public var faultCode: UInt32
  /// Whether nobody else could read it.
  public var isEncrypted: Bool

  /// `Get Win32_Service, computer server01, fault none, encrypted true`
  public var description: String {
    func end(_ uri: String) -> String {
      uri.split { "/#".contains($0) }.last.map(String.init) ?? uri
    }
    return [end(action), end(resource)].filter { !$0.isEmpty }.joined(separator: " ")
      + ", computer \(computer), fault \(faultCode == 0 ? "none" : String(faultCode)), "
      + "encrypted \(isEncrypted)"
  }

  /// Describes an exchange.
  public init(
    action: String, resource: String, computer: String, faultCode: UInt32, isEncrypted: Bool
  ) {
    self.action = action
    self.resource = resource
    self.computer = computer
    self.faultCode = faultCode
    self.isEncrypted = isEncrypted
  }
}
