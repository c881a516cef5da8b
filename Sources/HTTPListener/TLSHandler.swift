import NIOCore
import WireSecurity

/// Puts TLS between the socket and the HTTP handlers of a connection.
///
/// An end that the other side announces ends the whole connection, as the end of the socket does
/// without TLS; an end that it does not announce is an error, since what was read may be cut off.
final class TLSHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = IOData
  typealias OutboundOut = IOData

  private let engine: TLSEngine

  init(_ context: TLSContext) throws {
    engine = try TLSEngine(context)
  }

  /// The certificate that the client has shown; nil when it has shown none.
  var clientCertificate: Certificate? { engine.peerCertificate }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard engine.state != .failed, engine.state != .endedByPeer else { return }
    do {
      let plain = try unwrapInboundIn(data).withUnsafeReadableBytes { try engine.receive($0) }
      send(context)
      if !plain.isEmpty {
        context.fireChannelRead(wrapInboundOut(context.channel.allocator.buffer(bytes: plain)))
      }
      if engine.state == .endedByPeer { close(context: context, mode: .all, promise: nil) }
    } catch {
      // The alert that tells the other side why.
      send(context)
      context.fireErrorCaught(error)
      context.close(promise: nil)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    do {
      try engine.wireEnded()
    } catch {
      context.fireErrorCaught(error)
    }
    context.fireChannelInactive()
  }

  func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    guard case .byteBuffer(let buffer) = unwrapOutboundIn(data) else {
      promise?.fail(ChannelError.operationUnsupported)
      return
    }
    do {
      try buffer.withUnsafeReadableBytes { try engine.write($0) }
      let bytes = context.channel.allocator.buffer(bytes: engine.drain())
      context.write(wrapOutboundOut(.byteBuffer(bytes)), promise: promise)
    } catch {
      promise?.fail(error)
    }
  }

  func close(
    context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
  ) {
    if mode != .input {
      engine.close()
      send(context)
    }
    context.close(mode: mode, promise: promise)
  }

  /// Sends what the engine has for the other side.
  private func send(_ context: ChannelHandlerContext) {
    let bytes = engine.drain()
    guard !bytes.isEmpty else { return }
    context.writeAndFlush(
      wrapOutboundOut(.byteBuffer(context.channel.allocator.buffer(bytes: bytes))),
      promise: nil)
  }
}
