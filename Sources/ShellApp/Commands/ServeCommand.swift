import ArgumentParser
import Lab
import SystemFiles
import WSManProtocol
import WireSecurity

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
    abstract: "Serve the computers of a lab as WinRM services over HTTP and HTTPS.",
    discussion: """
      All enabled listeners of the lab are opened, each with one line NAME URL on standard output; \
      a listener that is created, changed or removed while this runs is opened, moved or closed; with \
      --keep-lab also when a shell on the same state does so. \
      Each computer has an address of loopback of its own (127.0.0.11 for 192.0.2.11), so all may \
      have the same port; with --port they share 127.0.0.1 or what --bind says. A service refuses \
      Basic over HTTP, as Windows does, unless its lab file says Service\\Auth\\Basic: true and \
      Service\\AllowUnencrypted: true; over HTTPS the first is enough.

        wsmansh serve --lab contoso
        wsmansh serve --lab lab.yaml --port 0 --json --ready-file ready.json
        wsmansh serve --lab contoso --https --ca-out ca.pem

      SIGHUP begins anew without a restart: all computers are as their lab file says, the file of \
      requests is empty, and when that is done, the addresses are written again with the next \
      "generation". SIGTERM or Ctrl+C ends the service with exit code 0.
      """)

  @OptionGroup var session: SessionOptions

  @Option(
    help: ArgumentHelp(
      "Address to listen on, with free ports unless --port is given.", valueName: "address"))
  var bind: String?

  @Option(
    help: ArgumentHelp(
      "Port of the first listener, the next ones count up; 0 takes a free port for each.",
      valueName: "n"))
  var port: Int?

  @Flag(
    help: "Give each computer an HTTPS listener too, with a certificate of the lab's authority.")
  var https = false

  @Option(
    name: .customLong("ca-out"),
    help: ArgumentHelp(
      "Write the certificate of the lab's authority here, as PEM, for clients to trust.",
      valueName: "file"))
  var authorityFile: String?

  @Option(
    help: ArgumentHelp(
      "Accept Kerberos with the keys of the services in this file, such as HTTP/server01.",
      valueName: "file"))
  var keytab: String?

  @Flag(help: "Write one JSON document instead of lines.")
  var json = false

  @Option(
    name: .customLong("ready-file"),
    help: ArgumentHelp(
      "Write the addresses here, as JSON, when all listeners are open.", valueName: "file"))
  var readyFile: String?

  @Option(
    help: ArgumentHelp(
      "Write each request here, as one line of JSON, before it is answered.", valueName: "file"))
  var requests: String?

  func validate() throws {
    guard !session.labs.isEmpty else {
      throw ValidationError("Name a lab to serve: --lab contoso, or --lab FILE.")
    }
    guard (0...65535).contains(port ?? 0) else {
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
    var rules = ListenerFarm.Rules(address: bind, port: port ?? (bind == nil ? nil : 0))
    if let keytab {
      do {
        rules.kerberosKeys = try KerberosKeys(keytab: keytab)
      } catch {
        throw ServeFailure(description: "The keys in \(keytab) cannot be used. \(error)")
      }
    }
    let requestFile = try requests.map { try RequestFile(path: $0) }
    if let requestFile { rules.journal = { requestFile.add($0) } }
    let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
    for number in [SIGTERM, SIGINT, SIGHUP] {
      Interrupts.shared.observe(number) { _ in continuation.yield(number) }
    }
    var signal = signals.makeAsyncIterator()
    var generation = 0
    repeat {
      generation += 1
      requestFile?.clear()
      let farm = ListenerFarm(rules, logger: Composition.logger) { [json] line in
        guard !json else { return }
        Terminal.write(line + "\n")
        Terminal.flush()
      }
      let network = try Composition(
        session.choices, purpose: .serve(farm, hasSecureListeners: https)
      ).network
      let mark = try await network.database?.markServed(at: rules.servedPorts)
      try await open(farm, for: network, generation: generation)
      let following = Task {
        await network.followChanges { computer, error in
          Terminal.write("\(computer.name): \(error)\n", toError: true)
        }
      }
      // Nobody knows the addresses otherwise.
      let isKnown = Terminal.outputFailure == nil || readyFile != nil
      let last = isKnown ? await signal.next() : nil
      following.cancel()
      await following.value
      await farm.close()
      withExtendedLifetime(mark) {}
      guard last == SIGHUP else { return }
    } while true
  }

  /// Opens the listeners of a fresh lab, and tells where they are.
  /// - Parameter generation: how often that has been done, this time included.
  private func open(
    _ farm: ListenerFarm, for network: LabNetwork, generation: Int
  ) async throws {
    if let authorityFile {
      try publish(try network.authority.certificate().pem, in: authorityFile)
    }
    do {
      try await farm.open(network.computers)
    } catch let fault as WSManFault {
      throw ServeFailure(description: fault.text)
    }
    network.loadTables()
    let endpoints = await farm.endpoints
    let document = ListenerFarm.Endpoint.json(endpoints, generation: generation)
    if json {
      Terminal.write(document + "\n")
    } else {
      for endpoint in endpoints { Terminal.write("\(endpoint.name) \(endpoint.url)\n") }
    }
    Terminal.flush()
    if let readyFile { try publish(document + "\n", in: readyFile) }
  }

  /// Writes a file for other programs, which wait for it: they never see a part of it.
  private func publish(_ text: String, in path: String) throws(ServeFailure) {
    do { try FileReplacement.write(Array(text.utf8), to: path, safety: .process) } catch {
      throw ServeFailure(cannotWrite: error)
    }
  }
}

/// Why a lab cannot be served.
struct ServeFailure: Error, CustomStringConvertible {
  let description: String

  init(description: String) { self.description = description }

  /// A file for other programs that cannot be written.
  init(cannotWrite cause: SystemCallFailure) {
    description = "The file \(cause.path) cannot be written: \(cause.text)."
  }
}
