#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A report and where it goes (`--report FORM[=FILE]`).
final class ReportOutput {
  let form: ReportForm
  /// The file; standard output when `nil`.
  let path: String?
  private var report: any ReplayReport
  private var descriptor: Int32?

  /// A report that could not be written.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// - Parameter text: `FORM` or `FORM=FILE`; `nil` for what is neither.
  init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let form = parts.first.flatMap({ ReportForm(rawValue: $0.lowercased()) }) else {
      return nil
    }
    self.form = form
    path = parts.count > 1 ? String(parts[1]) : nil
    report = form == .text ? TextReport(followsQuestions: path == nil) : form.report
    if path?.isEmpty == true { return nil }
  }

  deinit { if let descriptor { close(descriptor) } }

  func begin() throws(Failure) {
    if let path {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw failure(path) }
      self.descriptor = descriptor
    }
    try write(report.begin())
  }

  func add(_ result: ReplayResult) throws(Failure) { try write(report.text(of: result)) }

  func end(_ summary: ReplaySummary) throws(Failure) { try write(report.end(summary)) }

  private func write(_ text: String) throws(Failure) {
    guard let descriptor, let path else { return Terminal.write(text) }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { writeBytes(descriptor, $0) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR {
        throw failure(path)
      }
    }
  }

  private func failure(_ path: String) -> Failure {
    Failure(
      description: "The report \(path) cannot be written: \(String(cString: strerror(errno))).")
  }
}

/// `write(2)` under a name that no method hides.
private func writeBytes(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}
