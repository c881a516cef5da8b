import SystemFiles

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
      guard descriptor >= 0 else { throw failure(.last(path)) }
      self.descriptor = descriptor
    }
    try write(report.begin())
  }

  func add(_ result: ReplayResult) throws(Failure) { try write(report.text(of: result)) }

  func end(_ summary: ReplaySummary) throws(Failure) { try write(report.end(summary)) }

  private func write(_ text: String) throws(Failure) {
    guard let descriptor, let path else { return Terminal.write(text) }
    if let code = SystemCalls.write(Array(text.utf8), to: descriptor) {
      throw failure(SystemCallFailure(code: code, path: path))
    }
  }

  private func failure(_ cause: SystemCallFailure) -> Failure {
    Failure(description: "The report \(cause.path) cannot be written: \(cause.text).")
  }
}
