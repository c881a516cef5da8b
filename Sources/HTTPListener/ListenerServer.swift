public import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
public import WSManService
import WireSecurity

/// The HTTP front of one emulated computer: a socket behind which its service answers.
public final class ListenerServer: Sendable {
  /// The address that was bound, such as `127.0.0.1` or `::1`.
  public let host: String
  /// The port that was bound.
  public let port: Int

  private let channel: any Channel
  private let computer: ServedComputer

  /// Starts to listen.
  ///
  /// - Parameters:
  ///   - service: the service of the computer, whose accounts and settings count.
  ///   - options: where and how to listen.
  ///   - logger: for what no client can be told.
  /// - Throws: `ListenerError` when the address cannot be bound.
  public static func start(
    service: WinRMService, options: ListenerOptions = ListenerOptions(), logger: Logger
  ) async throws -> ListenerServer {
    let computer = ServedComputer(service, options: options, logger: logger)
    let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try Self.accept(channel, for: computer)
        }
      }
    do {
      let channel = try await bootstrap.bind(host: options.host, port: options.port).get()
      return ListenerServer(channel, computer: computer)
    } catch {
      throw ListenerError(host: options.host, port: options.port, cause: error)
    }
  }

  private init(_ channel: any Channel, computer: ServedComputer) {
    self.channel = channel
    self.computer = computer
    host = channel.localAddress?.ipAddress ?? computer.options.host
    port = channel.localAddress?.port ?? computer.options.port
  }

  /// The address for clients at this moment, such as `http://127.0.0.1:5985/wsman`.
  public var url: String {
    let face = face
    let literal = host.contains(":") ? "[\(host)]" : host
    return "\(face.tls == nil ? "http" : "https")://\(literal):\(port)/\(face.urlPrefix)"
  }

  /// Path and certificate at this moment.
  public var face: ListenerFace { computer.face.current }

  /// Changes path and certificate for what comes from now on, without closing the port.
  public func change(to face: ListenerFace) {
    computer.face.change(to: face)
  }

  /// How many connections are open.
  public var connectionCount: Int { computer.registry.count }

  /// Closes the port and the idle connections; requests that are being answered go on. When this
  /// returns, the port is free.
  public func close() async {
    try? await channel.close()
    computer.registry.beginStopping()
  }

  /// Stops: takes no more connections, closes idle ones, and lets requests that are being answered
  /// finish.
  ///
  /// - Parameter grace: how long they may take.
  public func stop(grace: Duration = .seconds(5)) async {
    await close()
    let registry = computer.registry
    let timer = Task {
      try await Task.sleep(for: grace)
      registry.closeAll()
    }
    await registry.waitUntilEmpty()
    timer.cancel()
  }

  /// Takes a connection in: TLS and HTTP on its channel, then a task of its own.
  private static func accept(_ channel: any Channel, for computer: ServedComputer) throws {
    let admission = computer.registry.admit(
      channel, peer: channel.remoteAddress?.ipAddress ?? "")
    guard case .admitted(let evicted) = admission,
      computer.options.behaviour(.connection).mode != .refuse
    else {
      computer.registry.remove(channel)
      Task { try await channel.closeWithReset() }
      return
    }
    if let evicted { Task { try await evicted.closeWithReset() } }
    let tls = computer.face.current.tls
    let handler = try tls.map { try TLSHandler($0) }
    if let handler { try channel.pipeline.syncOperations.addHandler(handler) }
    // The loop runs on the thread of the channel, as the handler does.
    let client = NIOLoopBound(handler, eventLoop: channel.eventLoop)
    try channel.pipeline.syncOperations.addHTTPServer()
    let connection = try ConnectionLoop.Connection(
      wrappingChannelSynchronously: channel,
      configuration: .init(isOutboundHalfClosureEnabled: true))
    let task = Task(executorPreference: EventLoopTaskExecutor(channel.eventLoop)) {
      var loop = ConnectionLoop(
        connection, computer: computer, certificate: tls?.certificate,
        clientCertificate: { client.value?.clientCertificate })
      await loop.run()
    }
    channel.closeFuture.whenComplete { _ in
      // Nobody waits for an answer any more.
      task.cancel()
      computer.registry.remove(channel)
    }
  }
}

extension ChannelPipeline.SynchronousOperations {
  /// Reads requests and writes answers, one after the other, within the limits of `HTTPRules`.
  fileprivate func addHTTPServer() throws {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = HTTPRules.longestAuthorization
    limits.maxHeaderListSize = HTTPRules.longestAuthorization + HTTPRules.longestHeader
    try addHandlers([
      HTTPResponseEncoder(),
      ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)),
      HTTPServerPipelineHandler(),
      HTTPServerProtocolErrorHandler(),
      LateAnswerGuard(),
    ])
  }
}
