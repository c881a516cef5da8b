import CCurl
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a socket is watched for.
struct SocketInterest: OptionSet, Sendable {
  let rawValue: UInt8

  static let readable = SocketInterest(rawValue: 1)
  static let writable = SocketInterest(rawValue: 2)

  /// The bits of `poll(2)`.
  var pollEvents: Int16 {
    Int16((contains(.readable) ? POLLIN : 0) | (contains(.writable) ? POLLOUT : 0))
  }
}

/// A socket on which something happened.
struct SocketEvent: Sendable, Equatable {
  /// Who watches the socket.
  var owner: UInt32
  /// The descriptor.
  var socket: Int32
  var isReadable = false
  var isWritable = false
  var hasFailed = false
}

extension SocketEvent {
  /// What `poll(2)` found out about a socket.
  init(owner: UInt32, ready entry: pollfd) {
    let happened = Int32(entry.revents)
    self.init(
      owner: owner, socket: entry.fd, isReadable: happened & POLLIN != 0,
      isWritable: happened & POLLOUT != 0,
      hasFailed: happened & (POLLERR | POLLHUP | POLLNVAL) != 0)
  }
}

/// Waits for sockets: one thread waits, any thread changes what is watched.
protocol EventPoll: Sendable {
  /// Watches a socket, or changes for what.
  func watch(_ socket: Int32, for interest: SocketInterest, owner: UInt32)
  /// Watches a socket no longer. Must be called before the socket is closed.
  func unwatch(_ socket: Int32)
  /// Ends the wait that is going on, or the next one at once.
  func wake()
  /// Waits until something happens.
  ///
  /// - Parameter timeout: the longest wait in milliseconds; -1 waits without an end.
  func wait(timeout: Int32) -> [SocketEvent]
}

/// The descriptor pair that ends a wait from another thread. It lives as long as its poll.
struct WakeUp: ~Copyable, Sendable {
  let readEnd: Int32
  private let writeEnd: Int32

  /// Nil when no descriptor is left.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  func signal() {
    var byte: UInt8 = 1
    _ = write(writeEnd, &byte, 1)
  }

  func drain() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(readEnd, &bytes, bytes.count) == bytes.count {}
  }
}

/// The poll of this platform; nil when no descriptor is left.
func makeEventPoll() -> (any EventPoll)? {
  #if os(Linux)
    EpollSet()
  #else
    PortablePoll()
  #endif
}

/// `poll(2)`, which every platform has. The cost of a wait grows with the number of sockets.
final class PortablePoll: EventPoll {
  private struct Watched {
    var interest: SocketInterest
    var owner: UInt32
  }

  private let wakeUp: WakeUp
  private let watched = Mutex<[Int32: Watched]>([:])

  init?() {
    guard let wakeUp = WakeUp() else { return nil }
    self.wakeUp = wakeUp
  }

  func watch(_ socket: Int32, for interest: SocketInterest, owner: UInt32) {
    watched.withLock { $0[socket] = Watched(interest: interest, owner: owner) }
    wakeUp.signal()
  }

  func unwatch(_ socket: Int32) {
    guard watched.withLock({ $0.removeValue(forKey: socket) }) != nil else { return }
    wakeUp.signal()
  }

  func wake() {
    wakeUp.signal()
  }

  func wait(timeout: Int32) -> [SocketEvent] {
    let sockets = watched.withLock { $0 }
    var entries = [pollfd(fd: wakeUp.readEnd, events: Int16(POLLIN), revents: 0)]
    for (socket, entry) in sockets {
      entries.append(pollfd(fd: socket, events: entry.interest.pollEvents, revents: 0))
    }
    guard poll(&entries, nfds_t(entries.count), timeout) > 0 else { return [] }
    if entries[0].revents != 0 { wakeUp.drain() }
    return entries.dropFirst().compactMap { entry in
      guard entry.revents != 0, let owner = sockets[entry.fd]?.owner else { return nil }
      return SocketEvent(owner: owner, ready: entry)
    }
  }
}

#if os(Linux)
  /// `epoll(7)`: the cost of a wait does not depend on the number of sockets.
  final class EpollSet: EventPoll {
    private let descriptor: Int32
    private let wakeUp: WakeUp

    // The values of <sys/epoll.h>, which C libraries declare in different ways.
    private static let readable: UInt32 = 0x001
    private static let writable: UInt32 = 0x004
    private static let failed: UInt32 = 0x008 | 0x010
    private static let mostEvents = 256

    init?() {
      guard let wakeUp = WakeUp() else { return nil }
      let descriptor = epoll_create1(Int32(O_CLOEXEC))
      guard descriptor >= 0 else { return nil }
      self.descriptor = descriptor
      self.wakeUp = wakeUp
      set(self.wakeUp.readEnd, Self.readable, owner: 0)
    }

    deinit {
      close(descriptor)
    }

    func watch(_ socket: Int32, for interest: SocketInterest, owner: UInt32) {
      let events =
        (interest.contains(.readable) ? Self.readable : 0)
        | (interest.contains(.writable) ? Self.writable : 0)
      set(socket, events, owner: owner)
    }

    func unwatch(_ socket: Int32) {
      var unused = epoll_event()
      _ = epoll_ctl(descriptor, EPOLL_CTL_DEL, socket, &unused)
    }

    func wake() {
      wakeUp.signal()
    }

    func wait(timeout: Int32) -> [SocketEvent] {
      let count = Self.mostEvents
      return withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: count) { events in
        let ready = epoll_wait(descriptor, events.baseAddress, Int32(count), timeout)
        guard ready > 0 else { return [] }
        return events.prefix(Int(ready)).compactMap { event in
          let socket = Int32(truncatingIfNeeded: event.data.u64 & 0xFFFF_FFFF)
          guard socket != wakeUp.readEnd else {
            wakeUp.drain()
            return nil
          }
          return SocketEvent(
            owner: UInt32(truncatingIfNeeded: event.data.u64 >> 32), socket: socket,
            isReadable: event.events & Self.readable != 0,
            isWritable: event.events & Self.writable != 0,
            hasFailed: event.events & Self.failed != 0)
        }
      }
    }

    private func set(_ socket: Int32, _ events: UInt32, owner: UInt32) {
      var event = epoll_event()
      event.events = events
      event.data.u64 = UInt64(owner) << 32 | UInt64(UInt32(bitPattern: socket))
      if epoll_ctl(descriptor, EPOLL_CTL_MOD, socket, &event) != 0 {
        _ = epoll_ctl(descriptor, EPOLL_CTL_ADD, socket, &event)
      }
    }
  }
#endif
