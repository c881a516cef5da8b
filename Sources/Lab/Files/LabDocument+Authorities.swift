import WireSecurity

extension LabDocument {
  private static let mostAuthorities = 20

  /// Reads the authorities that a computer trusts to vouch for clients, beside that of the lab: files
  /// of certificates.
  ///
  /// - Parameter folder: where the files lie; empty, or with a slash at the end.
  func authorities(in folder: String) throws(LabFileError) -> [Certificate] {
    let items = try items(of: "authorities")
    guard items.count <= Self.mostAuthorities else {
      throw items[Self.mostAuthorities].error(
        "A computer has at most \(Self.mostAuthorities) authorities.")
    }
    var authorities: [Certificate] = []
    for item in items {
      let path = folder + (try item.fileBeside(of: "authorities"))
      do {
        let bytes = try InputFile(path: path).bytes(limit: 1 << 20)
        authorities += try CertificateFile(bytes).entries.map(\.certificate)
      } catch let failure as InputFile.Failure {
        throw item.error("The file \"\(path)\" \(failure.reason).")
      } catch {
        throw item.error("The file \"\(path)\" has no certificates, in PEM or DER: \(error)")
      }
    }
    return authorities
  }

  /// The name of a file beside the lab file or in a folder below.
  func fileBeside(of place: String) throws(LabFileError) -> String {
    let name = try nonEmptyText(of: place)
    guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
      throw error("\"\(name)\" has to lie beside the lab file or in a folder below.")
    }
    return name
  }
}
