import Foundation
import Testing
import ThrowawayRealm

/// What goes wrong with Kerberos, against a real realm and services in other processes.
@Suite(
  "errors of Kerberos that name the cause", .enabled(if: ThrowawayRealm.isAvailable), .serialized)
struct KerberosCauseTests {
  private static let host = ThrowawayRealm.localHost
  private static let kerberos = "-Authentication Kerberos"

  static let causes: [ErrorCause] = [
    ErrorCause(
      "no ticket", "Connect-WSMan \(host) -Port PORT \(kerberos)", 2_150_859_020, "kinit",
      "-Credential"),
    ErrorCause(
      "an address where a name is needed",
      "Connect-WSMan 127.0.0.2 -Port PORT \(kerberos) -Credential $right", 2_150_859_019,
      "address", "name"),
    ErrorCause(
      "the service's name is unknown to the realm",
      "Connect-WSMan unknown.localhost -Port PORT \(kerberos) -Credential $right", 0x8009_0303,
      "not found in Kerberos database", "full name of the computer", "-Authentication Negotiate"),
    ErrorCause(
      "a name that neither the realm nor the network knows",
      "Connect-WSMan no.such.invalid -Port PORT \(kerberos) -Credential $right", 2_150_859_193,
      "could not be resolved", "Check its spelling"),
    ErrorCause(
      "nothing listens where the realm knows no service",
      "Connect-WSMan unknown.localhost -Port 1 \(kerberos) -Credential $right", 2_150_858_770,
      "refused"),
    ErrorCause(
      "the wrong password", "Connect-WSMan \(host) -Port PORT \(kerberos) -Credential $wrong", 1326,
      "Check the user name and the password"),
    ErrorCause(
      "an unknown user",
      "Connect-WSMan \(host) -Port PORT \(kerberos) -Credential (secret nobody@TEST.EXAMPLE x)",
      1326, "Write the user as name@REALM", "kinit"),
    ErrorCause(
      "a realm without servers",
      "Connect-WSMan \(host) -Port PORT \(kerberos) -Credential (secret alice@NO.SUCH.REALM x)",
      1311, "krb5.conf", "-Authentication Negotiate"),
  ]

  private static let skewed = [
    ErrorCause(
      "the clock of the service is wrong",
      "Connect-WSMan \(host) -Port PORT \(kerberos) -Credential $right", 0x8009_0324,
      "Clock skew too great", "Compare the clocks", "five minutes"),
    ErrorCause(
      "the clock of the service is wrong, in Negotiate",
      "Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force; Connect-WSMan \(host) "
        + "-Port PORT -Authentication Negotiate -Credential $right", 0x8009_0324,
      "Clock skew too great", "Compare the clocks"),
  ]

  private static let setup = """
    $right = secret \(ThrowawayRealm.user)@\(ThrowawayRealm.name) '\(ThrowawayRealm.password)'
    $wrong = secret \(ThrowawayRealm.user)@\(ThrowawayRealm.name) wrong
    """

  private static let lab = """
    domain: test.example
    users:
      - name: \(ThrowawayRealm.user)
        password: \(ThrowawayRealm.password)
        groups: [Domain Admins]
    computers:
      - name: server01
        addresses: [192.0.2.11]
    """

  private func start(
    _ program: Program, environment: [String: String] = [:]
  ) async throws -> (process: RunningProgram, port: Int) {
    let realm = try ThrowawayRealm.shared.get()
    let ready = program.home.appending(path: "ready.json")
    let service = try RunningProgram(
      program,
      [
        "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0", "--keytab",
        realm.keytab, "--ready-file", ready.path,
      ], environment: environment)
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    try #require(isReady, "\(service.text)")
    let computers = try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: ready))
      .computers
    return (service, try #require(computers.first?.port))
  }

  @Test func theRealm() async throws {
    let program = try Program()
    let service = try await start(program)
    for cause in Self.causes {
      try await cause.check(after: Self.setup) { $0.replacing("PORT", with: "\(service.port)") }
    }
    let steps = try await program.run(
      input: """
        $p = ConvertTo-SecureString '\(ThrowawayRealm.password)' -AsPlainText -Force
        $c = [pscredential]::new('\(ThrowawayRealm.user)@\(ThrowawayRealm.name)', $p)
        $to = @{ Port = \(service.port); Authentication = 'Kerberos' }
        Test-WSManConnection \(Self.host) @to -Credential $c | % { "$($_.Step) $($_.Result)" }
        Test-WSManConnection \(Self.host) @to | ? Step -like Auth* | % { "$($_.Result) $($_.Code)" }

        """)
    let passed = ["DNS", "TCP", "HTTP", "Identify", "Auth: Kerberos", "Authorization"]
    #expect(
      steps.outputLines == passed.map { "\($0) Passed" } + ["Failed 2150859020", "Skipped "],
      "\(steps.errors)")
    service.process.signal(SIGTERM)
    #expect(try await service.process.end() == 0)
  }

  #if os(Linux)
    /// Shows a process a clock that is ten minutes ahead.
    private static let clock = """
      #define _GNU_SOURCE
      #include <sys/syscall.h>
      #include <sys/time.h>
      #include <time.h>
      #include <unistd.h>
      int clock_gettime(clockid_t clock, struct timespec *time) {
        int result = syscall(SYS_clock_gettime, clock, time);
        if (result == 0 && clock == CLOCK_REALTIME) time->tv_sec += 600;
        return result;
      }
      int gettimeofday(struct timeval *restrict time, void *restrict zone) {
        struct timespec precise;
        if (clock_gettime(CLOCK_REALTIME, &precise) != 0) return -1;
        time->tv_sec = precise.tv_sec;
        time->tv_usec = precise.tv_nsec / 1000;
        return 0;
      }
      time_t time(time_t *result) {
        struct timespec precise;
        clock_gettime(CLOCK_REALTIME, &precise);
        if (result != NULL) *result = precise.tv_sec;
        return precise.tv_sec;
      }

      """

    private static let compiler = ["/usr/bin/cc", "/usr/bin/clang"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: compiler != nil)) func aServiceWithAnotherClock() async throws {
      let program = try Program()
      let library = program.home.appending(path: "clock.so").path
      let compiled = try await program.run(
        ["-shared", "-fPIC", "-o", library, try program.file("clock.c", Self.clock)],
        executable: try #require(Self.compiler))
      try #require(compiled.code == 0, "\(compiled.errors)")
      let service = try await start(program, environment: ["LD_PRELOAD": library])
      for cause in Self.skewed {
        try await cause.check(after: Self.setup) { $0.replacing("PORT", with: "\(service.port)") }
      }
      service.process.signal(SIGTERM)
      #expect(try await service.process.end() == 0)
    }
  #endif
}
