/// A .NET exception as the language sees it (`$_.Exception`).
open class PSException: PSObject {
  /// Full type name, such as `System.InvalidOperationException`.
  public let exceptionType: String
  /// What failed, why, and the next thing to do.
  public let message: String
  /// The cause, when there is one.
  public private(set) var inner: PSException?
  /// The HRESULT; WSMan codes travel here.
  public let hresult: Int32
  /// Declared properties beyond the common ones, in order (`ErrorCode`, `ErrorText`…).
  public let details: [(String, PSValue)]

  /// Makes an exception.
  /// - Parameters:
  ///   - exceptionType: full .NET type name.
  ///   - message: the text shown.
  ///   - inner: the cause.
  ///   - hresult: the code; 0x80131500 (a plain exception) when nothing better is known.
  ///   - details: declared properties beyond the common ones.
  public init(
    _ exceptionType: String, _ message: String, inner: PSException? = nil,
    hresult: Int32 = Int32(bitPattern: 0x8013_1500), details: [(String, PSValue)] = []
  ) {
    self.exceptionType = exceptionType
    self.message = message
    self.inner = inner
    self.hresult = hresult
    self.details = details
  }

  deinit { DeferredRelease.free(&inner) }

  /// The short type name: what `CategoryInfo` shows as reason.
  public final var shortTypeName: String {
    exceptionType.split(separator: ".").last.map(String.init) ?? exceptionType
  }

  open override var baseTypeNames: [String] {
    ExceptionHierarchy.chain(of: exceptionType)
  }
  open override var text: String { "\(exceptionType): \(message)" }
  open override var declaredProperties: [PSPropertyInfo] {
    details.map { PSPropertyInfo($0.0, "System.Object") } + [
      PSPropertyInfo("Message"), PSPropertyInfo("InnerException", "System.Exception"),
      PSPropertyInfo("HResult", "System.Int32"), PSPropertyInfo("StackTrace"),
    ]
  }
  open override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "message": return .string(message)
    case "innerexception": return inner.map { .object($0) } ?? .null
    case "hresult": return .int(hresult)
    case "stacktrace": return .null
    default: return details.first { $0.0.equalsIgnoringCase(name) }?.1
    }
  }
}

/// The base types of the exceptions that the shell raises, so that `catch [T]` finds them.
enum ExceptionHierarchy {
  private static let bases: [String: String] = [
    "System.Management.Automation.RuntimeException": "System.SystemException",
    "System.Management.Automation.ParameterBindingException":
      "System.Management.Automation.RuntimeException",
    "System.Management.Automation.ParameterBindingValidationException":
      "System.Management.Automation.ParameterBindingException",
    "System.Management.Automation.ParameterBindingArgumentTransformationException":
      "System.Management.Automation.ParameterBindingException",
    "System.Management.Automation.CommandNotFoundException":
      "System.Management.Automation.RuntimeException",
    "System.Management.Automation.ParseException": "System.Management.Automation.RuntimeException",
    "System.Management.Automation.MethodInvocationException":
      "System.Management.Automation.MethodException",
    "System.Management.Automation.MethodException":
      "System.Management.Automation.ExtendedTypeSystemException",
    "System.Management.Automation.ExtendedTypeSystemException":
      "System.Management.Automation.RuntimeException",
    "System.Management.Automation.SessionStateException":
      "System.Management.Automation.RuntimeException",
    "System.Management.Automation.ItemNotFoundException":
      "System.Management.Automation.SessionStateException",
    "System.Management.Automation.DriveNotFoundException":
      "System.Management.Automation.SessionStateException",
    "System.Management.Automation.ProviderNotFoundException":
      "System.Management.Automation.SessionStateException",
    "System.Management.Automation.SessionStateUnauthorizedAccessException":
      "System.Management.Automation.SessionStateException",
    "System.Management.Automation.PSInvalidCastException": "System.InvalidCastException",
    "System.Management.Automation.PSInvalidOperationException": "System.InvalidOperationException",
    "System.Management.Automation.PSNotSupportedException": "System.NotSupportedException",
    "System.Management.Automation.PSArgumentException": "System.ArgumentException",
    "System.Management.Automation.PSArgumentNullException": "System.ArgumentNullException",
    "System.Management.Automation.ActionPreferenceStopException":
      "System.Management.Automation.RuntimeException",
    "System.Management.Automation.PipelineStoppedException":
      "System.Management.Automation.RuntimeException",
    "System.ArgumentNullException": "System.ArgumentException",
    "System.ArgumentOutOfRangeException": "System.ArgumentException",
    "System.DivideByZeroException": "System.ArithmeticException",
    "System.OverflowException": "System.ArithmeticException",
    "System.IO.FileNotFoundException": "System.IO.IOException",
    "System.IO.DirectoryNotFoundException": "System.IO.IOException",
    "System.Exception": "System.Object",
  ]

  /// The chain from a type up to `System.Object`.
  static func chain(of type: String) -> [String] {
    var chain = [type]
    while let last = chain.last, last != "System.Object" {
      chain.append(
        bases[last]
          ?? (last == "System.SystemException" ? "System.Exception" : "System.SystemException"))
    }
    return chain
  }
}
