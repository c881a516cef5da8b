#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Frees what containers hold without recursion.
///
/// A script makes values that are nested as deeply as it likes (`$a = ,$a` in a loop). Were each
/// container to free its elements from within its own release, the thread's stack would set the limit.
/// So every kind of object that holds values moves them here in its `deinit`; the outermost of the
/// releases then frees one container after the other.
public enum DeferredRelease {
  /// Frees elements.
  public static func free(_ values: inout [PSValue]) {
    guard values.contains(where: \.isReference) else { return }
    let pending = PendingReleases.ofThread
    pending.burdens.append(.values(values))
    values = []
    pending.drain()
  }

  /// Frees a value.
  public static func free(_ value: inout PSValue) {
    guard value.isReference else { return }
    let pending = PendingReleases.ofThread
    pending.burdens.append(.value(value))
    value = .null
    pending.drain()
  }

  /// Frees an object of any kind, closures included.
  public static func free<Held>(_ held: inout Held?) {
    guard held != nil else { return }
    let pending = PendingReleases.ofThread
    pending.burdens.append(.other(held as Any))
    held = nil
    pending.drain()
  }

  /// Frees the entries of a dictionary.
  static func free(_ entries: inout [(key: PSValue, value: PSValue)]) {
    guard entries.contains(where: { $0.value.isReference || $0.key.isReference }) else { return }
    let pending = PendingReleases.ofThread
    pending.burdens.append(.entries(entries))
    entries = []
    pending.drain()
  }

  /// Frees extended members.
  static func free(_ members: inout [PSMember]) {
    guard !members.isEmpty else { return }
    let pending = PendingReleases.ofThread
    pending.burdens.append(.members(members))
    members = []
    pending.drain()
  }
}

extension PSValue {
  /// Whether releasing the value may release others.
  fileprivate var isReference: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}

/// What waits to be freed on one thread.
private final class PendingReleases {
  enum Burden {
    case values([PSValue])
    case value(PSValue)
    case entries([(key: PSValue, value: PSValue)])
    case members([PSMember])
    case other(Any)
  }

  var burdens: [Burden] = []
  private var isDraining = false

  /// Frees everything, what comes up meanwhile included; does nothing within itself.
  func drain() {
    if isDraining { return }
    isDraining = true
    while burdens.popLast() != nil {}
    isDraining = false
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key) { place in
      // On Darwin the place is no optional.
      let place: UnsafeMutableRawPointer? = place
      if let place { Unmanaged<PendingReleases>.fromOpaque(place).release() }
    }
    return key
  }()

  static var ofThread: PendingReleases {
    if let place = pthread_getspecific(key) {
      return Unmanaged<PendingReleases>.fromOpaque(place).takeUnretainedValue()
    }
    let made = PendingReleases()
    pthread_setspecific(key, Unmanaged.passRetained(made).toOpaque())
    return made
  }
}
