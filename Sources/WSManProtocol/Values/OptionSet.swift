/// One option of a request (`protocol.md` 5.4).
public struct RequestOption: Sendable, Equatable {
  /// The name of the option.
  public var name: String
  /// The value; nil for `xsi:nil`.
  public var value: String?
  /// Whether the service must refuse the request when it does not know the option.
  public var mustComply: Bool
  /// The type as it was written, such as `xs:string`.
  public var type: String?

  /// An option.
  public init(name: String, value: String?, mustComply: Bool = false, type: String? = nil) {
    self.name = name
    self.value = value
    self.mustComply = mustComply
    self.type = type
  }
}

/// The options of a request, in order. This is the header of WS-Management, not the protocol of
/// the Swift library with that name.
public struct OptionSet: Sendable, Equatable {
  /// The options in order.
  public var options: [RequestOption]

  /// A set of the options.
  public init(_ options: [RequestOption] = []) {
    self.options = options
  }

  /// The first option with the name; letter case does not matter.
  public func option(named name: String) -> RequestOption? {
    let wanted = name.lowercased()
    return options.first { $0.name.lowercased() == wanted }
  }

  /// Whether there is no option.
  public var isEmpty: Bool { options.isEmpty }
}
