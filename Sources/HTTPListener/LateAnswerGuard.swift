import NIOCore
import NIOHTTP1

/// Drops what is answered to a request after it turned out not to be HTTP.
///
/// A request can go wrong behind its header, while the answer is being made: the pipeline has then
/// refused it with 400 and ended the connection, and takes no second answer.
final class LateAnswerGuard: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart

  private var isRefused = false

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is HTTPParserError { isRefused = true }
    context.fireErrorCaught(error)
  }

  func write(
    context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?
  ) {
    guard !isRefused else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    context.write(data, promise: promise)
  }
}
