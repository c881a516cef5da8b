import PSEngine

/// The certificates that completion offers for a parameter that names one.
enum CertificateThumbprints {
  /// Where clients and listeners look for theirs.
  private static let stores = ["Cert:\\CurrentUser\\My", "Cert:\\LocalMachine\\My"]

  /// The thumbprints in the stores, each once.
  static func all(_ context: ExecutionContext) async -> [String] {
    var found: Set<String> = []
    for store in stores {
      guard let place = try? PathResolver(context).locate(store) else { continue }
      let asking = ProviderContext(context, output: NullSink())
      asking.enter(place)
      let children = try? await place.provider.provider.getChildNames(place.providerPath, asking)
      found.formUnion((children ?? []).map(\.name))
    }
    return found.sorted()
  }
}
