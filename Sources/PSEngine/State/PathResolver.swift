/// Turns what users type into places of providers (`language.md` 7.4).
public struct PathResolver {
  private let execution: ExecutionContext

  /// A resolver for the current location and the drives that the context sees.
  public init(_ execution: ExecutionContext) { self.execution = execution }

  private var session: SessionState { execution.session }

  /// A path taken apart: from where it counts, and its elements as typed.
  struct Parts {
    let drive: PSDriveInfo?
    let provider: ProviderInfo
    /// Root in the provider's own form: all elements lie below it.
    let root: String
    /// Where relative elements count from, below the root.
    var base: [String]
    /// Elements as typed, `.` and `..` included.
    var typed: [String]
    /// Whether the path named the provider and no drive.
    let isQualified: Bool
  }

  // MARK: Locating

  /// The place that a path means, whether or not something is there. Wildcards are taken literally.
  /// - Throws: ``PSRuntimeError`` `DriveNotFound`, `ProviderNotFound`, or `InvalidOperation` for a
  ///   `~` without home.
  public func locate(_ path: String) throws -> ResolvedPath {
    let parts = try parse(path)
    return place(parts, ProviderPath.normalized(parts.base + parts.typed))
  }

  func place(_ parts: Parts, _ elements: [String]) -> ResolvedPath {
    let separator = parts.provider.provider.separator
    let tail = elements.joined(separator: String(separator))
    let path = parts.provider.provider.canonicalPath(
      parts.root.isEmpty || tail.isEmpty
        ? parts.root + tail : ProviderPath.join(parts.root, tail, separator: separator))
    if parts.isQualified {
      return ResolvedPath(
        drive: nil, provider: parts.provider, providerPath: path, display: .qualified)
    }
    return place(provider: parts.provider, drive: parts.drive, path)
  }

  /// The place of a provider path, shown through a drive: the given one, or another one of the
  /// provider whose root holds the path.
  public func place(
    provider: ProviderInfo, drive: PSDriveInfo?, _ path: String
  ) -> ResolvedPath {
    let separator = provider.provider.separator
    var holder = drive
    if drive.map({ !ProviderPath.isBelow(path, root: $0.root, separator: separator) }) ?? true {
      holder = session.drives.drives(of: provider, from: execution.scope)
        .filter { ProviderPath.isBelow(path, root: $0.root, separator: separator) }
        .max { $0.root.count < $1.root.count }
    }
    guard let holder else {
      return ResolvedPath(
        drive: drive, provider: provider, providerPath: path, display: .provider)
    }
    return ResolvedPath(
      drive: holder, provider: provider, providerPath: path, display: .drive)
  }

  // MARK: Parsing

  func parse(_ path: String) throws -> Parts {
    // By bytes, since every path comes here: no byte of ASCII stands for anything else.
    let colon = path.utf8.firstIndex(of: UInt8(ascii: ":"))
    if let colon, let qualified = try parseQualified(path, colon) { return qualified }
    if let colon, colon != path.startIndex, !path.utf8[..<colon].contains(where: Self.endsDriveName)
    {
      let drive = try session.drives.requireDrive(
        named: String(path[..<colon]), from: execution.scope)
      // Behind a drive's name both separators mean its own root.
      let rest = path[path.utf8.index(after: colon)...]
      let isHostRoot = rest.utf8.first == UInt8(ascii: "/")
      return parse(isHostRoot ? "\\" + rest.dropFirst() : rest, on: drive)
    }
    if path == "~" || path.hasPrefix("~\\") || path.hasPrefix("~/") {
      return try parseHome(path.dropFirst())
    }
    let location = session.currentLocation
    if let drive = location.drive {
      return parse(path[...], on: drive)
    }
    let provider = location.provider
    let typed = ProviderPath.elements(path)
    if provider.provider.isAbsolute(path) {
      return Parts(
        drive: nil, provider: provider, root: "/", base: [], typed: typed, isQualified: true)
    }
    let base =
      path.first.map(ProviderPath.isSeparator) ?? false
      ? [] : ProviderPath.elements(location.providerPath)
    return Parts(
      drive: nil, provider: provider, root: provider.provider.separator == "/" ? "/" : "",
      base: base, typed: typed, isQualified: true)
  }

  /// Whether a byte before the first colon says that what stands there is no drive.
  private static func endsDriveName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "?"),
      UInt8(ascii: "["):
      true
    default: false
    }
  }

  /// `Provider::path`, `Module\Provider::path`
  private func parseQualified(_ path: String, _ colon: String.Index) throws -> Parts? {
    let second = path.utf8.index(after: colon)
    guard path.utf8[second...].first == UInt8(ascii: ":") else { return nil }
    let name = path[..<colon]
    guard !name.isEmpty, !name.contains("/"), name.count(of: "\\") <= 1 else { return nil }
    let provider = try session.drives.requireProvider(named: String(name))
    let rest = path[path.utf8.index(after: second)...]
    let isHost = provider.provider.separator == "/"
    if isHost, let colon = rest.firstIndex(of: ":"), rest[..<colon].count == 1 {
      return try parse(String(rest))
    }
    return Parts(
      drive: nil, provider: provider, root: isHost ? "/" : "", base: [],
      typed: ProviderPath.elements(rest), isQualified: true)
  }

  private func parse(_ rest: Substring, on drive: PSDriveInfo) -> Parts {
    let typed = ProviderPath.elements(rest)
    let provider = drive.provider
    if provider.provider.isAbsolute(String(rest)) {
      return Parts(
        drive: drive, provider: provider, root: "/", base: [], typed: typed, isQualified: false)
    }
    let isRooted = rest.utf8.first.map(ProviderPath.isSeparator) ?? false
    if !isRooted, provider.provider.isAbsolute(drive.currentLocation) {
      return Parts(
        drive: drive, provider: provider, root: "/",
        base: ProviderPath.elements(drive.currentLocation), typed: typed, isQualified: false)
    }
    return Parts(
      drive: drive, provider: provider, root: drive.root,
      base: isRooted ? [] : ProviderPath.elements(drive.currentLocation), typed: typed,
      isQualified: false)
  }

  private func parseHome(_ rest: Substring) throws -> Parts {
    let provider = session.currentLocation.provider
    guard let home = provider.home, !home.isEmpty, !home.hasPrefix("~") else {
      throw PSRuntimeError(
        "Home location for this provider is not set. To set the home location, call "
          + "\"(get-psprovider '\(provider.name)').Home = 'path'\".",
        id: "InvalidOperation",
        exception: "System.Management.Automation.PSInvalidOperationException")
    }
    var parts = try parse(home)
    parts.typed += ProviderPath.elements(rest)
    return parts
  }
}

extension StringProtocol {
  /// Number of occurrences of a character.
  func count(of character: Character) -> Int { reduce(0) { $1 == character ? $0 + 1 : $0 } }

  /// The first occurrence of a text of plain characters.
  func range(of text: StaticString) -> Range<Index>? {
    let bytes = utf8
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard let first = wanted.first else { return nil }
    var rest = bytes[...]
    while let start = rest.firstIndex(of: first) {
      if bytes[start...].starts(with: wanted) {
        return start..<bytes.index(start, offsetBy: wanted.count)
      }
      rest = bytes[bytes.index(after: start)...]
    }
    return nil
  }
}
