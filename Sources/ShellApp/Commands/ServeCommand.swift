import ArgumentParser
import Lab

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Opens a listener for each computer of a lab until SIGTERM or Ctrl+C.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve the computers of a lab as WinRM services over HTTP.",
    discussion: """
      Each computer gets its own listener and one line NAME URL on standard output. Listeners bind \
      to loopback unless --bind says otherwise. A service refuses Basic over HTTP, as Windows does, \
      unless its lab file says Service\\Auth\\Basic: true and Service\\AllowUnencrypted: true.

        wsmansh serve --lab contoso
        wsmansh serve --lab lab.yaml --port 0 --json --ready-file ready.json

      SIGTERM or Ctrl+C ends the service with exit code 0.
      """)

  @OptionGroup var session: SessionOptions

  @Option(help: ArgumentHelp("Address to listen on.", valueName: "address"))
  var bind = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "Port of the first computer, the next ones count up; 0 takes a free port for each.",
      valueName: "n"))
  var port = 0

  @Flag(help: "Write one JSON document instead of lines.")
  var json = false

  @Option(
    name: .customLong("ready-file"),
    help: ArgumentHelp(
      "Write the addresses here, as JSON, when all listeners are open.", valueName: "file"))
  var readyFile: String?

  func validate() throws {
    guard !session.labs.isEmpty else {
      throw ValidationError("Name a lab to serve: --lab contoso, or --lab FILE.")
    }
    guard (0...65535).contains(port) else {
      throw ValidationError("--port takes a number from 0 to 65535.")
    }
  }

  func run() throws {
    let command = self
    let result = MainThreadBridge().run { () -> Result<Void, any Error> in
      do { return .success(try await command.serve()) } catch { return .failure(error) }
    }
    try result.get()
  }

  private func serve() async throws {
    let composition = try Composition(session.choices, purpose: .serve)
    let farm = try await ListenerFarm.open(
      composition.network.computers, host: bind, firstPort: port, logger: composition.logger)
    let document = farm.json
    if json {
      Terminal.write(document + "\n")
    } else {
      for endpoint in farm.endpoints { Terminal.write("\(endpoint.name) \(endpoint.url)\n") }
    }
    Terminal.flush()
    if let readyFile { try ReadyFile.write(document + "\n", to: readyFile) }
    await Self.waitForEnd()
    await farm.close()
  }

  private static func waitForEnd() async {
    let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
    Interrupts.shared.observe(SIGTERM) { _ in continuation.yield() }
    Interrupts.shared.observe(SIGINT) { _ in continuation.yield() }
    var iterator = ends.makeAsyncIterator()
    await iterator.next()
  }
}

/// The file that tells other programs that the listeners are open: it appears in one step, complete.
enum ReadyFile {
  /// A ready file that cannot be written.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static func write(_ text: String, to path: String) throws(Failure) {
    let temporary = "\(path).\(getpid())"
    guard let file = fopen(temporary, "w") else { throw failure(path) }
    var text = text
    let count = text.utf8.count
    let written = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) }
    guard fclose(file) == 0, written == count, rename(temporary, path) == 0 else {
      let failure = failure(path)
      unlink(temporary)
      throw failure
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure(
      description:
        "The ready file \(path) cannot be written: \(String(cString: strerror(errno))).")
  }
}
