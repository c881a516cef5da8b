import PSEngine
import Testing

@Suite struct PipelineProcessorTests {
  @Test func streamsOneObjectAtATime() async throws {
    let session = try TestSession()
    let log = PSList()
    func step(_ mark: String) -> (String, [CommandArgument]) {
      ("Trace-Steps", [.value(.string(mark), nil), .value(.object(log), nil)])
    }
    _ = try await session.run([step("a"), step("b")], input: [.string("1"), .string("2")])
    #expect(
      log.elements.map { TextConversion.text(of: $0) } == [
        "a:begin", "b:begin", "a:process 1", "b:process 1", "a:process 2", "b:process 2", "a:end",
        "b:end", "a:dispose", "b:dispose",
      ])
  }

  @Test func runsTheFirstCommandOnceWithoutInput() async throws {
    let session = try TestSession()
    #expect(try await session.texts([("Write-Many", arguments("-Count:3"))]) == ["1", "2", "3"])
  }

  @Test func aCommandThatHasEnoughStopsThoseBeforeIt() async throws {
    let session = try TestSession()
    let log = PSList()
    let output = try await session.texts([
      ("Write-Many", arguments("-Count:1000000")),
      ("Trace-Steps", [.value(.string("t"), nil), .value(.object(log), nil)]),
      ("Take-First", arguments("-First:2")), ("Pass-Through", []),
    ])
    #expect(output == ["1", "2", "end"])
    #expect(
      log.elements.map { TextConversion.text(of: $0) } == [
        "t:begin", "t:process 1", "t:process 2", "t:dispose",
      ])
  }

  @Test func errorsThatDoNotEndGoOn() async throws {
    let session = try TestSession()
    let output = try await session.texts([
      ("Write-Many", arguments("-Count:3")), ("Fail-On", arguments("2")),
    ])
    #expect(output == ["1", "3"])
    #expect(session.errorIds == ["CannotTake,Test.FailOnCommand"])
    #expect(session.context.session.errors.elements.count == 1)
    #expect(!session.context.session.lastSucceeded)
    let record = try #require(session.errors.values.first?.asObject as? ErrorRecord)
    #expect(record.invocation?.pipelinePosition == 2)
    #expect(record.activity == "Fail-On")
  }

  @Test(arguments: [
    ("SilentlyContinue", 0, 1, false), ("Ignore", 0, 0, false), ("Continue", 1, 1, false),
    ("Stop", 0, 0, true),
  ])
  func errorActionsDecide(
    _ action: String, _ shown: Int, _ kept: Int, _ ends: Bool
  ) async throws {
    let session = try TestSession()
    let record = try await runtimeError {
      _ = try await session.run([
        ("Write-Many", arguments("-Count:3")),
        ("Fail-On", arguments("2", "-ErrorAction", action, "-ErrorVariable", "ev")),
      ])
    }
    #expect((record != nil) == ends)
    #expect(session.errors.values.count == shown)
    #expect(session.context.session.errors.elements.count == kept)
    let collected = try #require(session.context.variable("ev"))
    #expect(collected.enumerated.count >= 1)
    if let record { #expect(record.fullyQualifiedErrorId == "CannotTake,Test.FailOnCommand") }
  }

  @Test func anErrorThatEndsThePipelineStillDisposes() async throws {
    let session = try TestSession()
    let log = PSList()
    let record = try #require(
      try await runtimeError {
        _ = try await session.run([
          ("Write-Many", arguments("-Count:3")),
          ("Trace-Steps", [.value(.string("t"), nil), .value(.object(log), nil)]),
          ("Fail-On", arguments("2", "-Terminate")),
        ])
      })
    #expect(record.fullyQualifiedErrorId == "CannotTake,Test.FailOnCommand")
    #expect(
      log.elements.map { TextConversion.text(of: $0) } == [
        "t:begin", "t:process 1", "t:process 2", "t:dispose",
      ])
  }

  @Test func outVariableKeepsAndAppends() async throws {
    let session = try TestSession()
    _ = try await session.run([("Write-Many", arguments("-Count:2", "-OutVariable", "o"))])
    _ = try await session.run([("Write-Many", arguments("-Count:1", "-ov", "+o"))])
    let kept = try #require(session.context.variable("o"))
    #expect(kept.enumerated.map { TextConversion.text(of: $0) } == ["1", "2", "1"])
  }

  @Test func cancellationEndsAnEndlessPipeline() async throws {
    let task = Task {
      let session = try TestSession()
      _ = try await session.run([
        ("Write-Many", arguments("-Count:1000000")), ("Pass-Through", []), ("Pass-Through", []),
      ])
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func errorsAreCapped() async throws {
    let session = try TestSession()
    session.context.scope.define("MaximumErrorCount", .int(Int32(2)))
    let input = (1...4).map { _ in PSValue.string("x") }
    _ = try await session.run([("Fail-On", arguments("x"))], input: input)
    #expect(session.context.session.errors.elements.count == 2)
  }
}
