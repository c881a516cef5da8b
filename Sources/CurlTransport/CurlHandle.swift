import CCurl
import WSManClient

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Who watches sockets for libcurl, and knows how many exchanges are on their way.
protocol CurlDriver: Sendable {
  func watch(_ socket: Int32, for interest: SocketInterest, owner: UInt32)
  func unwatch(_ socket: Int32)
  /// An exchange begins.
  ///
  /// - Returns: whether it is the only one of the process.
  func exchangeBegins() -> Bool
  /// An exchange that began has ended.
  func exchangeEnded()
}

/// libcurl's two handles of one session: an easy handle for the exchanges and a multi handle,
/// whose connection cache nobody else can reach (`architecture.md` D4).
///
/// Not thread safe: `CurlConnection` guards it with a lock and drives it from the thread that
/// starts an exchange and from the loop's thread. libcurl calls back only while it is driven, with
/// the handle as context.
final class CurlHandle {
  /// When libcurl wants to be driven next, in nanoseconds of the monotonic clock.
  private(set) var deadline: UInt64?

  private let functions: UnsafePointer<CurlFunctions>
  private let easy: UnsafeMutableRawPointer
  private var multi: UnsafeMutableRawPointer
  /// The address taken apart, which libcurl would else do for each exchange; nil when it cannot be,
  /// and libcurl says why when an exchange starts.
  private let address: OpaquePointer?
  private let errorText: UnsafeMutablePointer<CChar>
  private let driver: any CurlDriver
  private let largestReply: Int
  /// The proxy, for people.
  private let proxy: String?
  private var sockets: SocketWatch
  private var collector: ReplyCollector
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var header: HTTPRequest.Header?
  private var isRepeatable = false
  private var hasEffects = false
  private var isTimed = false
  private var endsBeforeSending = false
  private var attempts = 0
  private var isRunning = false
  private var startTime: UInt64 = 0
  private var answersQuickly = false

  /// How long the thread that starts an exchange waits for the answer itself, in nanoseconds. That
  /// saves two changes of thread where the answer comes at once, and is no longer than any other
  /// piece of work that a thread of Swift's pool does in one go.
  private static let patience: UInt64 = 2_000_000

  /// The handles of a new session; nothing is connected yet.
  init(
    library: CurlLibrary, options: CurlOptions, driver: any CurlDriver, owner: UInt32
  ) throws(CurlFailure) {
    functions = library.functions
    guard let easy = functions.pointee.easy_init() else { throw CurlFailure(.outOfResources) }
    guard let multi = functions.pointee.multi_init() else {
      functions.pointee.easy_cleanup(easy)
      throw CurlFailure(.outOfResources)
    }
    self.easy = easy
    self.multi = multi
    self.driver = driver
    sockets = SocketWatch(driver: driver, owner: owner)
    largestReply = options.largestReply
    proxy = options.proxy?.server.displayAddress
    collector = ReplyCollector(largestBody: options.largestReply)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    address = options.takeApartAddress(functions)
    var code = options.apply(to: easy, functions)
    if code == CURLE_OK, let address {
      code = curl_set_pointer(functions, easy, CURLOPT_CURLU, UnsafeRawPointer(address))
    }
    if code == CURLE_OK { code = installCallbacks() }
    guard code == CURLE_OK else { throw CurlFailure(.optionRefused, code: code.rawValue) }
  }

  deinit {
    // The callbacks for the sockets that these two calls close still find this object whole.
    abort()
    _ = functions.pointee.multi_cleanup(multi)
    functions.pointee.easy_cleanup(easy)
    functions.pointee.url_cleanup(address)
    functions.pointee.slist_free_all(headerList)
    errorText.deallocate()
  }

  /// Begins an exchange and drives it as far as it comes without waiting: on a kept connection
  /// the request leaves here.
  ///
  /// - Parameter mayWait: whether the calling thread may wait for the answer for a moment. It does
  ///   so when no other exchange needs it and the last answer came as quickly.
  /// - Returns: the result, when the exchange ended at once.
  func start(_ request: HTTPRequest, mayWait: Bool) -> Result<HTTPReply, CurlFailure>? {
    collector = ReplyCollector(largestBody: largestReply)
    isRepeatable = request.isRepeatable
    hasEffects = request.hasEffects
    isTimed = request.isTimed
    endsBeforeSending = request.endsBeforeSending
    attempts = 0
    errorText.pointee = 0
    if request.needsFreshConnection { forgetConnection() }
    let code = apply(request)
    guard code == CURLE_OK else {
      return .failure(CurlFailure(.optionRefused, code: code.rawValue))
    }
    guard functions.pointee.multi_add_handle(multi, easy) == CURLM_OK else {
      return .failure(CurlFailure(.outOfResources))
    }
    isRunning = true
    startTime = MonotonicClock.now
    let isAlone = driver.exchangeBegins()
    guard mayWait, isAlone, answersQuickly else {
      sockets.handToLoop()
      return drive(socket: CURL_SOCKET_TIMEOUT, events: 0)
    }
    sockets.takeFromLoop()
    if let result = drive(socket: CURL_SOCKET_TIMEOUT, events: 0) { return result }
    let end = startTime &+ Self.patience
    while isRunning {
      let now = MonotonicClock.now
      guard now < end else { break }
      let pause = min(end, max(deadline ?? end, now)) &- now
      if let event = sockets.wait(timeout: Int32(clamping: (pause &+ 999_999) / 1_000_000)) {
        if let result = socketIsReady(event) { return result }
      } else if let result = timeIsUp(now: MonotonicClock.now) {
        return result
      }
    }
    sockets.handToLoop()
    return nil
  }

  /// Goes on after something happened on a socket.
  func socketIsReady(_ event: SocketEvent) -> Result<HTTPReply, CurlFailure>? {
    guard isRunning else {
      // A kept connection ended between exchanges. libcurl finds that out by itself.
      sockets.remove(event.socket)
      return nil
    }
    var events: Int32 = 0
    if event.isReadable { events |= CURL_CSELECT_IN }
    if event.isWritable { events |= CURL_CSELECT_OUT }
    if event.hasFailed { events |= CURL_CSELECT_ERR }
    return drive(socket: event.socket, events: events)
  }

  /// Goes on when the deadline has come.
  func timeIsUp(now: UInt64) -> Result<HTTPReply, CurlFailure>? {
    guard let deadline, deadline <= now else { return nil }
    return drive(socket: CURL_SOCKET_TIMEOUT, events: 0)
  }

  /// Ends the exchange that is going on, and its connection with it.
  func abort() {
    guard isRunning else { return }
    detach()
  }

  /// Closes the kept connection. libcurl has no call for that but to give back its cache: with an
  /// option for a fresh connection it would keep both, and choose between them later.
  private func forgetConnection() {
    guard !isRunning, let fresh = functions.pointee.multi_init() else { return }
    _ = functions.pointee.multi_cleanup(multi)
    multi = fresh
    _ = installMultiCallbacks()
  }

  private func detach() {
    _ = functions.pointee.multi_remove_handle(multi, easy)
    isRunning = false
    deadline = nil
    driver.exchangeEnded()
  }

  private func drive(socket: Int32, events: Int32) -> Result<HTTPReply, CurlFailure>? {
    var running: Int32 = 0
    var code = functions.pointee.multi_socket_action(multi, socket, events, &running)
    // libcurl asks to be driven again at once while it changes from state to state.
    var rounds = 0
    while code == CURLM_OK, running > 0, deadline == 0, rounds < 64 {
      deadline = nil
      rounds += 1
      code = functions.pointee.multi_socket_action(multi, CURL_SOCKET_TIMEOUT, 0, &running)
    }
    guard code == CURLM_OK else {
      abort()
      return .failure(CurlFailure(.outOfResources))
    }
    guard running == 0 else { return nil }
    return finish()
  }

  private func finish() -> Result<HTTPReply, CurlFailure>? {
    var remaining: Int32 = 0
    guard let message = functions.pointee.multi_info_read(multi, &remaining),
      message.pointee.msg == CURLMSG_DONE
    else { return nil }
    let code = curl_message_result(message)
    defer { detach() }
    answersQuickly = MonotonicClock.now &- startTime < Self.patience
    let hasEndedItself = endsBeforeSending && attempts > 0
    guard code == CURLE_OK || hasEndedItself else { return .failure(failure(code)) }
    var reply = collector.finish(
      status: number(CURLINFO_RESPONSE_CODE),
      isFreshConnection: number(CURLINFO_NUM_CONNECTS) > 0)
    if reply.isFreshConnection {
      reply.serverCertificate = curl_get_server_certificate(functions, easy).map(
        String.init(cString:))
    }
    if isTimed { reply.timing = timing }
    return .success(reply)
  }

  private func failure(_ code: CURLcode) -> CurlFailure {
    if collector.isContradictory { return CurlFailure(.notHTTP) }
    if let excess = collector.excess { return CurlFailure(.tooLong(excess)) }
    var failure = CurlFailure(CurlFailure.Cause(code), code: code.rawValue)
    failure.detail = String(cString: errorText)
    failure.systemError = Int32(truncatingIfNeeded: number(CURLINFO_OS_ERRNO))
    failure.proxy = proxy
    failure.proxySchemes = number(CURLINFO_PROXYAUTH_AVAIL)
    failure.isConnected = duration(CURLINFO_PRETRANSFER_TIME_T) > 0
    failure.refine(
      connectStatus: proxy == nil ? 0 : number(CURLINFO_HTTP_CONNECTCODE),
      verification: number(CURLINFO_SSL_VERIFYRESULT))
    if isTimed { failure.timing = timing }
    failure.hasAnswerBegun = collector.byteCount > 0
    failure.isOutcomeUnknown = attempts > 0 && hasEffects
    return failure
  }

  private var timing: ExchangeTiming {
    ExchangeTiming(
      nameLookup: duration(CURLINFO_NAMELOOKUP_TIME_T), connect: duration(CURLINFO_CONNECT_TIME_T),
      handshake: duration(CURLINFO_APPCONNECT_TIME_T),
      answer: duration(CURLINFO_STARTTRANSFER_TIME_T), total: duration(CURLINFO_TOTAL_TIME_T),
      remoteAddress: curl_get_text(functions, easy, CURLINFO_PRIMARY_IP).map(String.init(cString:))
        ?? "")
  }

  private func number(_ info: CURLINFO) -> Int {
    var value = 0
    return curl_get_long(functions, easy, info, &value) == CURLE_OK ? value : 0
  }

  private func duration(_ info: CURLINFO) -> Int {
    var value: curl_off_t = 0
    return curl_get_size(functions, easy, info, &value) == CURLE_OK ? Int(value) : 0
  }
}

// MARK: - Requests

extension CurlHandle {
  private func apply(_ request: HTTPRequest) -> CURLcode {
    var code = CURLE_OK
    if request.header != header {
      code = install(request.header)
      guard code == CURLE_OK else { return code }
    }
    code = curl_set_long(functions, easy, CURLOPT_TIMEOUT_MS, request.timeout)
    guard code == CURLE_OK else { return code }
    code = curl_set_size(functions, easy, CURLOPT_POSTFIELDSIZE_LARGE, request.body.count)
    guard code == CURLE_OK else { return code }
    // libcurl copies the body, by the size set before.
    return request.body.withUnsafeBytes { bytes in
      curl_set_pointer(
        functions, easy, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer(errorText))
    }
  }

  private func install(_ header: HTTPRequest.Header) -> CURLcode {
    var list: UnsafeMutablePointer<curl_slist>?
    // As an option the name would be written anew for each exchange.
    for line in ["User-Agent: \(CurlOptions.userAgent)"] + header.lines {
      guard let longer = functions.pointee.slist_append(list, line) else {
        functions.pointee.slist_free_all(list)
        return CURLE_OUT_OF_MEMORY
      }
      list = longer
    }
    let code = curl_set_pointer(functions, easy, CURLOPT_HTTPHEADER, list)
    functions.pointee.slist_free_all(headerList)
    headerList = list
    self.header = header
    return code
  }
}

// MARK: - Callbacks

extension CurlHandle {
  private func installCallbacks() -> CURLcode {
    let context = Unmanaged.passUnretained(self).toOpaque()
    let code = curl_set_callbacks(
      functions, easy,
      { bytes, size, count, context in
        CurlHandle.at(context).take(body: bytes, count: size * count)
      },
      { bytes, size, count, context in
        CurlHandle.at(context).take(headerLine: bytes, count: size * count)
      },
      { _, _, address in CurlHandle.openSocket(address) },
      { context, socket in CurlHandle.at(context).closeSocket(socket) },
      { context, _, _, _, _ in CurlHandle.at(context).mayRequest() },
      context)
    guard code == CURLE_OK else { return code }
    guard installMultiCallbacks() == CURLM_OK else { return CURLE_FAILED_INIT }
    return curl_set_pointer(functions, easy, CURLOPT_ERRORBUFFER, errorText)
  }

  private func installMultiCallbacks() -> CURLMcode {
    curl_multi_set_callbacks(
      functions, multi,
      { _, socket, what, context, _ in CurlHandle.at(context).socketChanged(socket, what) },
      { _, milliseconds, context in CurlHandle.at(context).timerChanged(milliseconds) },
      Unmanaged.passUnretained(self).toOpaque())
  }

  private static func at(_ context: UnsafeMutableRawPointer) -> CurlHandle {
    Unmanaged<CurlHandle>.fromOpaque(context).takeUnretainedValue()
  }

  private func take(body bytes: UnsafeMutablePointer<CChar>, count: Int) -> Int {
    bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
      collector.append(body: UnsafeBufferPointer(start: $0, count: count)) ? count : 0
    }
  }

  private func take(headerLine bytes: UnsafeMutablePointer<CChar>, count: Int) -> Int {
    bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
      collector.append(headerLine: UnsafeBufferPointer(start: $0, count: count)) ? count : 0
    }
  }

  /// Opens a socket that programs started by the shell do not inherit.
  private static func openSocket(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Int32 {
    let descriptor = socket(
      address.pointee.family, address.pointee.socktype, address.pointee.protocol)
    if descriptor >= 0 { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    return descriptor
  }

  private func closeSocket(_ socket: Int32) -> Int32 {
    sockets.remove(socket)
    return close(socket)
  }

  /// Called before the request is written, again when libcurl repeats it on another connection.
  private func mayRequest() -> Int32 {
    attempts += 1
    guard !endsBeforeSending else { return CURL_PREREQFUNC_ABORT }
    return attempts == 1 || isRepeatable ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
  }

  private func socketChanged(_ socket: Int32, _ what: Int32) -> Int32 {
    switch what {
    case CURL_POLL_IN: sockets.set(socket, .readable)
    case CURL_POLL_OUT: sockets.set(socket, .writable)
    case CURL_POLL_INOUT: sockets.set(socket, [.readable, .writable])
    default: sockets.release(socket)
    }
    return 0
  }

  private func timerChanged(_ milliseconds: Int) -> Int32 {
    if milliseconds < 0 {
      deadline = nil
    } else if milliseconds == 0 {
      deadline = 0
    } else {
      deadline = MonotonicClock.now &+ UInt64(milliseconds) &* 1_000_000
    }
    return 0
  }
}
