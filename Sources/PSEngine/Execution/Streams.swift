/// Where values go: the next command, a variable, the screen.
public protocol OutputSink: AnyObject {
  /// Takes one value.
  func write(_ value: PSValue) async throws
}

/// A sink that keeps everything.
public final class ArrayCollector: OutputSink {
  /// What was written, in order.
  public var values: [PSValue] = []

  /// Makes an empty collector.
  public init() {}

  /// Takes one value.
  /// - Throws: ``NativeFailure`` when it holds as many as it may.
  public func write(_ value: PSValue) async throws {
    let count = values.count
    // Asked whenever the array doubles.
    if count & (count &- 1) == 0 { try ValueLimits.requireElements(count &* 2) }
    values.append(value)
  }
}

/// A sink that drops everything (`$null` as redirection target).
public final class NullSink: OutputSink {
  /// Makes a sink.
  public init() {}

  /// Takes one value.
  public func write(_ value: PSValue) async throws {}
}

/// The streams beside the output (`language.md` 3.6); a redirection replaces one of them.
///
/// Records travel as objects: ``ErrorRecord`` on the error stream, ``StreamRecord`` on the others.
public struct StreamSet {
  /// Stream 2.
  public var error: any OutputSink
  /// Stream 3.
  public var warning: any OutputSink
  /// Stream 4.
  public var verbose: any OutputSink
  /// Stream 5.
  public var debug: any OutputSink
  /// Stream 6.
  public var information: any OutputSink

  /// Streams that end at these sinks.
  public init(
    error: any OutputSink, warning: any OutputSink, verbose: any OutputSink,
    debug: any OutputSink, information: any OutputSink
  ) {
    self.error = error
    self.warning = warning
    self.verbose = verbose
    self.debug = debug
    self.information = information
  }

  /// Streams that end at a host.
  /// - Parameter error: where error records go: the end of the pipeline that formats them.
  public init(host: any PSHost, error: any OutputSink) {
    self.init(
      error: error, warning: HostStreamSink(host, .warning),
      verbose: HostStreamSink(host, .verbose),
      debug: HostStreamSink(host, .debug), information: HostStreamSink(host, .information))
  }
}

/// A record of the warning, verbose, debug or information stream.
public final class StreamRecord: PSObject {
  /// The stream.
  public enum Kind: Sendable, CaseIterable {
    case warning, verbose, debug, information

    /// Full .NET names of a record of this stream, the most special first.
    var typeNames: [String] {
      let space = "System.Management.Automation."
      switch self {
      case .warning:
        return [space + "WarningRecord", space + "InformationalRecord", "System.Object"]
      case .verbose:
        return [space + "VerboseRecord", space + "InformationalRecord", "System.Object"]
      case .debug: return [space + "DebugRecord", space + "InformationalRecord", "System.Object"]
      case .information: return [space + "InformationRecord", "System.Object"]
      }
    }
  }

  /// The stream it belongs to.
  public let kind: Kind
  /// What was said: a string except on the information stream.
  public private(set) var message: PSValue
  /// Tags of an information record; `PSHOST` for what `Write-Host` wrote.
  public let tags: [String]
  /// Colours by PowerShell's names, as `Write-Host` gives them.
  public var colors: (foreground: String?, background: String?) = (nil, nil)
  /// Whether `Write-Host -NoNewline` wrote it.
  public var endsLine = true
  /// The command that wrote it.
  public var invocation: InvocationInfo?

  /// Makes a record.
  public init(_ kind: Kind, _ message: PSValue, tags: [String] = []) {
    self.kind = kind
    self.message = message
    self.tags = tags
  }

  deinit { DeferredRelease.free(&message) }

  public override var baseTypeNames: [String] { kind.typeNames }
  public override var text: String { TextConversion.text(of: message) }
  public override var declaredProperties: [PSPropertyInfo] {
    let name = kind == .information ? "MessageData" : "Message"
    var list = [PSPropertyInfo(name, kind == .information ? "System.Object" : "System.String")]
    if kind == .information { list.append(PSPropertyInfo("Tags", "System.String[]")) }
    list.append(PSPropertyInfo("InvocationInfo", "System.Management.Automation.InvocationInfo"))
    return list
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "message" where kind != .information: return message
    case "messagedata" where kind == .information: return message
    case "tags" where kind == .information: return .strings(tags)
    case "invocationinfo": return invocation.map { .object($0) } ?? .null
    default: return nil
    }
  }
}

/// The end of a stream at the host: prefixes as `language.md` 8.6 says.
final class HostStreamSink: OutputSink {
  private let host: any PSHost
  private let kind: StreamRecord.Kind

  init(_ host: any PSHost, _ kind: StreamRecord.Kind) {
    self.host = host
    self.kind = kind
  }

  func write(_ value: PSValue) async throws {
    let record = value.asObject as? StreamRecord
    let text = record?.text ?? TextConversion.text(of: value)
    switch kind {
    case .warning: host.write("WARNING: \(text)\n", to: .warning)
    case .verbose: host.write("VERBOSE: \(text)\n", to: .verbose)
    case .debug: host.write("DEBUG: \(text)\n", to: .debug)
    case .information:
      let colors = record?.colors
      let end = (record?.endsLine ?? true) ? "\n" : ""
      host.write(
        text + end, to: .host(foreground: colors?.foreground, background: colors?.background))
    }
  }
}
