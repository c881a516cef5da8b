/// Arithmetic on provider paths; nothing here asks a provider.
public enum ProviderPath {
  /// Whether a character separates elements: both slashes do, everywhere.
  public static func isSeparator(_ character: Character) -> Bool {
    character == "\\" || character == "/"
  }

  /// Whether a byte of UTF-8 separates elements. Paths are taken apart several times for every item,
  /// so by bytes.
  static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/")
  }

  /// The elements of a path, without empty ones.
  public static func elements(_ path: some StringProtocol) -> [String] {
    var path = String(path)
    return path.withUTF8 { bytes in
      var elements: [String] = []
      var start = 0
      for end in 0...bytes.count where end == bytes.count || isSeparator(bytes[end]) {
        if end > start {
          if elements.isEmpty { elements.reserveCapacity(8) }
          elements.append(
            String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self))
        }
        start = end &+ 1
      }
      return elements
    }
  }

  /// A path with another element or relative path behind it.
  public static func join(_ parent: String, _ child: String, separator: Character) -> String {
    if parent.isEmpty { return child }
    if child.isEmpty { return parent }
    if let last = parent.last, isSeparator(last) { return parent + child }
    return "\(parent)\(separator)\(child)"
  }

  /// The last element, without trailing separators; the path itself when it has one element.
  public static func childName(_ path: String) -> String {
    let trimmed = trimmingTrailing(path)
    guard let index = lastSeparator(in: trimmed) else { return trimmed }
    let name = trimmed[trimmed.utf8.index(after: index)...]
    return name.isEmpty ? trimmed : String(name)
  }

  /// The path without its last element; empty when there is one element only.
  public static func parent(_ path: String) -> String {
    let trimmed = trimmingTrailing(path)
    guard let index = lastSeparator(in: trimmed) else { return "" }
    if index == trimmed.startIndex {
      return trimmed.utf8.count > 1 ? String(trimmed.prefix(1)) : ""
    }
    return String(trimmed[..<index])
  }

  private static func lastSeparator(in path: String) -> String.Index? {
    let offset = path.utf8.withContiguousStorageIfAvailable { $0.lastIndex(where: isSeparator) }
    guard let offset else { return path.utf8.lastIndex(where: isSeparator) }
    return offset.map { path.utf8.index(path.startIndex, offsetBy: $0) }
  }

  /// The folder of a file, such as a script; that of one in the root of a drive is `C:\`, since `C:`
  /// would mean the drive's current folder.
  public static func folder(of path: String) -> String {
    let parent = parent(path)
    return parent.last == ":" ? parent + "\\" : parent
  }

  /// The path without separators at its end; a lone separator stays.
  public static func trimmingTrailing(_ path: String) -> String {
    guard let end = path.utf8.last, isSeparator(end) else { return path }
    var rest = Substring(path)
    while rest.count > 1, let last = rest.last, isSeparator(last) { rest.removeLast() }
    return String(rest)
  }

  /// What lies below a root, without leading separator; the whole path when it lies elsewhere.
  public static func relative(_ path: String, to root: String, separator: Character) -> String {
    let root = trimmingTrailing(root)
    guard !root.isEmpty else { return path }
    guard isBelow(path, root: root, separator: separator) else { return path }
    return String(path.dropFirst(root.count).drop(while: isSeparator))
  }

  /// Whether a path is a root or lies below it. Paths of the host compare with case, others without.
  public static func isBelow(_ path: String, root: String, separator: Character) -> Bool {
    let root = trimmingTrailing(root)
    guard !root.isEmpty else { return true }
    let head = path.prefix(root.count)
    guard separator == "/" ? head == root : head.equalsIgnoringCase(root) else { return false }
    if root == "/" { return true }
    guard path.count > root.count else { return path.count == root.count }
    return isSeparator(path[path.index(path.startIndex, offsetBy: root.count)])
  }

  /// Takes `.` and `..` out of a list of elements; `..` at the start is dropped, as at a root.
  public static func normalized(_ elements: [String]) -> [String] {
    guard elements.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
      return elements
    }
    var result: [String] = []
    for element in elements {
      switch element {
      case ".", "": continue
      case "..": _ = result.popLast()
      default: result.append(element)
      }
    }
    return result
  }
}
