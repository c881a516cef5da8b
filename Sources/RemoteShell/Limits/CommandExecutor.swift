import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where one command runs: a queue of its own, so that a command that never pauses takes no thread from
/// those who answer requests and run other commands.
final class CommandExecutor: TaskExecutor {
  private struct State {
    /// The thread that works for the command now, and its processor time when it began.
    var worker: (thread: pthread_t, start: Duration)?
    var used = Duration.zero
  }

  private let queue = DispatchQueue(label: "remote command")
  private let state = Mutex(State())

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async {
      self.begin()
      job.runSynchronously(on: self.asUnownedTaskExecutor())
      self.end()
    }
  }

  /// The processor time that the command has used.
  var processorTime: Duration {
    state.withLock { state in
      // The thread is alive: it takes the lock before it goes on to other work.
      guard let (thread, start) = state.worker else { return state.used }
      return state.used + max(.zero, Self.processorTime(of: thread) - start)
    }
  }

  private func begin() {
    let thread = pthread_self()
    state.withLock { $0.worker = (thread, Self.processorTime(of: thread)) }
  }

  private func end() {
    state.withLock { state in
      guard let (thread, start) = state.worker else { return }
      state.used += max(.zero, Self.processorTime(of: thread) - start)
      state.worker = nil
    }
  }

  #if canImport(Darwin)
    private static func processorTime(of thread: pthread_t) -> Duration {
      var info = thread_basic_info()
      let words = MemoryLayout<thread_basic_info>.size / MemoryLayout<natural_t>.size
      var count = mach_msg_type_number_t(words)
      let result = withUnsafeMutablePointer(to: &info) { place in
        place.withMemoryRebound(to: integer_t.self, capacity: words) {
          thread_info(
            pthread_mach_thread_np(thread), thread_flavor_t(THREAD_BASIC_INFO), $0, &count)
        }
      }
      guard result == KERN_SUCCESS else { return .zero }
      return .seconds(Int(info.user_time.seconds) + Int(info.system_time.seconds))
        + .microseconds(Int(info.user_time.microseconds) + Int(info.system_time.microseconds))
    }
  #else
    private static func processorTime(of thread: pthread_t) -> Duration {
      var clock = clockid_t()
      var time = timespec()
      guard pthread_getcpuclockid(thread, &clock) == 0, clock_gettime(clock, &time) == 0 else {
        return .zero
      }
      return .seconds(Int(time.tv_sec)) + .nanoseconds(Int(time.tv_nsec))
    }
  #endif
}
