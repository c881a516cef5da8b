import PSEngine
import WireSecurity

/// A place on the drive `Cert:`.
enum CertificatePath: Equatable {
  case root
  case location(CertificateStoreName.Location)
  case store(CertificateStoreName)
  /// A certificate; whether it is there is another question.
  case certificate(CertificateStoreName, thumbprint: String)

  /// Reads a path of the provider; nil when nothing can be there.
  init?(_ path: String) {
    let parts = ProviderPath.elements(path)
    guard let first = parts.first else {
      self = .root
      return
    }
    let location = CertificateStoreName.Location.allCases.first {
      $0.rawValue.equalsIgnoringCase(first)
    }
    guard let location else { return nil }
    guard parts.count > 1 else {
      self = .location(location)
      return
    }
    guard let store = CertificateStoreName(location, parts[1]) else { return nil }
    switch parts.count {
    case 2: self = .store(store)
    case 3: self = .certificate(store, thumbprint: parts[2].uppercased())
    default: return nil
    }
  }

  /// The path as the provider writes it.
  var text: String {
    switch self {
    case .root: ""
    case .location(let location): location.rawValue
    case .store(let store): "\(store.location.rawValue)\\\(store.name)"
    case .certificate(let store, let thumbprint):
      "\(store.location.rawValue)\\\(store.name)\\\(thumbprint)"
    }
  }
}
