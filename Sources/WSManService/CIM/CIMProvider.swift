import WSManProtocol

/// The provider behind resources of CIM, as far as clients get to know it.
enum CIMProvider {
  /// Does the provider's work; what it refuses is told as its fault inside that of the service
  /// (`protocol.md` 6.20 and 11.1).
  static func run<Result>(
    on computer: ServiceIdentity, isolation: isolated (any Actor)? = #isolation,
    _ work: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await work()
    } catch var fault as WSManFault where fault.provider == nil {
      fault.provider = ProviderFault(
        provider: "WMI Provider", path: #"%systemroot%\system32\WsmWmiPl.dll"#, code: fault.code,
        machine: computer.computerName.uppercased(), message: fault.text)
      fault.message = ""
      throw fault
    }
  }
}
