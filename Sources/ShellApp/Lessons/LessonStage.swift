import Lessons
import PSEngine

/// The runspace at the prompt: the person's own one, or that of a lesson.
final class CurrentRunspace {
  /// The runspace that the next input runs in.
  var runspace: Runspace

  init(_ runspace: Runspace) { self.runspace = runspace }
}

/// Plays lessons at the prompt: changes the runspace when one begins or ends, and tells the learner
/// what came of each command.
final class LessonStage {
  private let player: LessonPlayer
  private let current: CurrentRunspace
  private let own: Runspace
  private let host: LessonHost
  private let bridge: MainThreadBridge
  private let makeSession: (Lesson, any PSHost) throws -> LessonRunspace
  private var session: LessonRunspace?

  /// - Parameter makeSession: makes a fresh session for a lesson.
  init(
    player: LessonPlayer, current: CurrentRunspace, host: any PSHost, bridge: MainThreadBridge,
    makeSession: @escaping (Lesson, any PSHost) throws -> LessonRunspace
  ) {
    self.player = player
    self.current = current
    own = current.runspace
    self.host = LessonHost(host)
    self.bridge = bridge
    self.makeSession = makeSession
  }

  /// Does what the command that has run asked for, or judges it.
  /// - Parameter input: what was typed; `nil` when nothing was.
  func afterRun(_ input: String?) {
    switch player.takeRequest() {
    case .start(let entry, let again): begin(entry, at: again ? 0 : entry.progress.tasksDone)
    case .reset: reset()
    case .skip: skip()
    case .stop:
      leave()
      show(player.stop(width: host.width))
    case nil: judge(input)
    }
    Terminal.flush()
  }

  /// Removes what a lesson has left behind.
  func close() { leave() }

  private func leave() {
    guard let session else { return }
    self.session = nil
    current.runspace = own
    bridge.run { await session.close() }
  }

  // MARK: Beginning

  private func begin(_ entry: LessonEntry, at task: Int) {
    guard open(entry.lesson, before: task) else { return }
    show(player.begin(entry, at: task, width: host.width))
  }

  private func reset() {
    guard let lesson = player.lesson, open(lesson, before: player.taskIndex) else { return }
    show(player.restart(width: host.width))
  }

  /// Opens a fresh session, in which all tasks before one are solved.
  /// - Returns: whether it could be opened.
  private func open(_ lesson: Lesson, before task: Int) -> Bool {
    let session: LessonRunspace
    do {
      session = try makeSession(lesson, host)
    } catch {
      Terminal.report("The lesson cannot be played: \(error)")
      return false
    }
    leave()
    self.session = session
    current.runspace = session.runspace
    let commands = lesson.setup + lesson.tasks.prefix(task).flatMap(\.commands)
    host.isMuted = true
    bridge.run {
      for command in commands { _ = await session.run(command, isTyped: false) }
      session.forgetExchanges()
    }
    host.isMuted = false
    return true
  }

  // MARK: Judging

  private func judge(_ input: String?) {
    guard let session, let task = player.task else { return }
    if let input, bridge.run({ await session.onlyLooksUp(input) }) { player.noteAside() }
    guard player.countsCommand() else { return }
    let results = results(of: task, in: session)
    show(player.judge(results, width: host.width), spaced: true)
    if results.allSatisfy({ $0 }) { session.forgetExchanges() }
  }

  /// Types the solution. Where something else was done before, it begins from a fresh state.
  private func skip() {
    guard let lesson = player.lesson, let task = player.task,
      open(lesson, before: player.taskIndex), let session
    else { return }
    show([player.skipLine])
    for command in task.commands {
      let prompt = bridge.run { await session.promptText() }
      Terminal.write(prompt.filter { $0 != "\u{1}" } + command + "\n")
      bridge.run { _ = await session.run(command, isTyped: true) }
    }
    let results = results(of: task, in: session)
    show(player.judge(results, wasSkipped: true, width: host.width), spaced: true)
    session.forgetExchanges()
  }

  /// Which checks of a task hold now.
  private func results(of task: LessonTask, in session: LessonRunspace) -> [Bool] {
    bridge.run { await session.findings(of: task.checks) }.map(\.holds)
  }

  // MARK: Showing

  private func show(_ lines: [LessonPlayer.Line], spaced: Bool = false) {
    guard !lines.isEmpty else { return }
    for line in lines {
      let color: String? =
        switch line.kind {
        case .heading: "Cyan"
        case .success: "Green"
        case .failure: "Red"
        case .note: "DarkGray"
        case .text: nil
        }
      host.write(line.text + "\n", to: .host(foreground: color, background: nil))
    }
    if spaced { host.write("\n", to: .host(foreground: nil, background: nil)) }
  }
}
