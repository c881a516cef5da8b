#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The sockets that libcurl waits for in one session, and who watches them: the loop, or nobody
/// while the thread that drives the exchange waits by itself.
struct SocketWatch {
  private let driver: any CurlDriver
  private let owner: UInt32
  private var interests: [Int32: SocketInterest] = [:]
  private var isWithLoop = false

  /// No sockets yet.
  init(driver: any CurlDriver, owner: UInt32) {
    self.driver = driver
    self.owner = owner
  }

  /// libcurl waits for a socket.
  mutating func set(_ socket: Int32, _ interest: SocketInterest) {
    guard interests[socket] != interest else { return }
    interests[socket] = interest
    if isWithLoop { driver.watch(socket, for: interest, owner: owner) }
  }

  /// libcurl lets go of a socket, as it does after each exchange, and asks for it again with the
  /// next. The loop goes on to watch for reading meanwhile: that saves two system calls for each
  /// exchange.
  mutating func release(_ socket: Int32) {
    if interests[socket] != .readable || !isWithLoop { remove(socket) }
  }

  /// Nobody watches a socket any longer.
  mutating func remove(_ socket: Int32) {
    if interests.removeValue(forKey: socket) != nil, isWithLoop { driver.unwatch(socket) }
  }

  /// From now on the loop watches.
  mutating func handToLoop() {
    guard !isWithLoop else { return }
    isWithLoop = true
    for (socket, interest) in interests { driver.watch(socket, for: interest, owner: owner) }
  }

  /// From now on the calling thread waits. The loop forgets the sockets, those of kept connections
  /// too: libcurl notices by itself when one of them has ended.
  mutating func takeFromLoop() {
    guard isWithLoop else { return }
    isWithLoop = false
    for socket in interests.keys { driver.unwatch(socket) }
    interests = [:]
  }

  /// Waits on the calling thread until something happens on one of the sockets.
  ///
  /// - Parameter timeout: the longest wait in milliseconds.
  /// - Returns: nil when the time is up.
  func wait(timeout: Int32) -> SocketEvent? {
    withUnsafeTemporaryAllocation(of: pollfd.self, capacity: interests.count) { entries in
      for (index, (socket, interest)) in interests.enumerated() {
        entries.initializeElement(
          at: index, to: pollfd(fd: socket, events: interest.pollEvents, revents: 0))
      }
      guard poll(entries.baseAddress, nfds_t(entries.count), timeout) > 0,
        let ready = entries.first(where: { $0.revents != 0 })
      else { return nil }
      return SocketEvent(owner: owner, ready: ready)
    }
  }
}
