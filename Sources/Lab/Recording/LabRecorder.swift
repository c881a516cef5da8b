public import WSManClient

/// Writes lab files of computers that were read over WS-Management.
public struct LabRecorder: LabFileWriter {
  /// A writer.
  public init() {}

  /// The file in which the computers are emulated; it has been read back.
  ///
  /// - Throws: ``LabFileError`` when what was recorded cannot be said in a lab file, such as more
  ///   than 4 MB.
  public func file(
    of computers: [RecordedComputer], masks: LabMasks, accountPassword: String?
  ) throws -> LabFileText {
    var lab = try RecordedLab(computers, masks: masks, accountPassword: accountPassword)
    let text = lab.lines().joined(separator: "\n") + "\n"
    _ = try LabFile(text: text, file: "lab.yaml")
    return LabFileText(text: text, notes: lab.notes)
  }
}
