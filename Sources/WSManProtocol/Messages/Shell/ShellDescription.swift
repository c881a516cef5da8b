public import XMLStream

/// The element `rsp:Shell`: what a client wants of a new shell, and what the service tells of an
/// open one (`protocol.md` 6.13, 17.2).
public struct ShellDescription: Sendable, Equatable {
  /// A variable of the environment.
  public struct Variable: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The value.
    public var value: String

    /// A variable.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The id; a client may choose it.
  public var id: String?
  /// A name for people.
  public var name: String?
  /// The variables that the environment has besides its own.
  public var environment: [Variable] = []
  /// The folder in which commands start.
  public var workingDirectory: String?
  /// How long the shell may live, as it was written.
  public var lifetime: String?
  /// How long the shell may be left alone, as it was written.
  public var idleTimeout: String?
  /// The streams that commands read from.
  public var inputStreams: [String]?
  /// The streams that commands write to.
  public var outputStreams: [String]?
  /// Who opened the shell; told by the service only, as is all that follows.
  public var owner: String?
  /// The address from which the shell was opened.
  public var clientAddress: String?
  /// The resource that the shell belongs to.
  public var resource: String?
  /// `Connected` or `Disconnected`.
  public var state: String?
  /// How long the shell has been open, in seconds.
  public var runTime: Int64?
  /// How long it has been left alone, in seconds.
  public var inactivity: Int64?
  /// The memory in use, such as `57MB`; only in Get and Enumerate.
  public var memoryUsed: String?
  /// How many processes run; only in Get and Enumerate.
  public var childProcesses: Int?

  /// A shell with nothing told about it.
  public init() {}

  /// Reads `rsp:Shell`, in any order and whatever the namespace of its parts.
  public init(element: XMLFragment) {
    id = element.attribute(localName: "ShellId") ?? element.shellText("ShellId")
    name = element.attribute(localName: "Name") ?? element.shellText("Name")
    environment =
      element.child(localName: "Environment")?.children.compactMap { variable in
        variable.attribute(localName: "Name").map { Variable(name: $0, value: variable.text) }
      } ?? []
    workingDirectory = element.shellText("WorkingDirectory")
    lifetime = element.shellText("Lifetime")
    idleTimeout = element.shellText("IdleTimeOut")
    inputStreams = element.shellWords("InputStreams")
    outputStreams = element.shellWords("OutputStreams")
    owner = element.shellText("Owner")
    clientAddress = element.shellText("ClientIP")
    resource = element.shellText("ResourceUri")
    state = element.shellText("State")
    runTime = element.shellText("ShellRunTime").flatMap(XSDDuration.init).map(\.seconds)
    inactivity = element.shellText("ShellInactivity").flatMap(XSDDuration.init).map(\.seconds)
    memoryUsed = element.shellText("MemoryUsed")
    childProcesses = element.shellText("ChildProcesses").flatMap { Int($0) }
  }

  /// The element as a client sends it.
  public var request: XMLFragment {
    .shell("Shell") { shell in
      if let id { shell.attribute("ShellId", id) }
      if let name { shell.attribute("Name", name) }
      writeEnvironment(to: &shell)
      write("WorkingDirectory", workingDirectory, to: &shell)
      write("Lifetime", lifetime, to: &shell)
      write("IdleTimeOut", idleTimeout, to: &shell)
      write("InputStreams", inputStreams?.joined(separator: " "), to: &shell)
      write("OutputStreams", outputStreams?.joined(separator: " "), to: &shell)
    }
  }

  /// The element as the service sends it.
  public var response: XMLFragment {
    .shell("Shell", declaresPrefix: true) { shell in
      write("ShellId", id, to: &shell)
      write("Name", name, to: &shell)
      write("ResourceUri", resource, to: &shell)
      write("Owner", owner, to: &shell)
      write("ClientIP", clientAddress, to: &shell)
      writeEnvironment(to: &shell)
      write("WorkingDirectory", workingDirectory, to: &shell)
      write("IdleTimeOut", idleTimeout, to: &shell)
      write("InputStreams", inputStreams?.joined(separator: " "), to: &shell)
      write("OutputStreams", outputStreams?.joined(separator: " "), to: &shell)
      write("State", state, to: &shell)
      write("ShellRunTime", runTime.map(Self.clockText), to: &shell)
      write("ShellInactivity", inactivity.map(Self.clockText), to: &shell)
      write("MemoryUsed", memoryUsed, to: &shell)
      write("ChildProcesses", childProcesses.map(String.init), to: &shell)
    }
  }

  private func writeEnvironment(to shell: inout XMLFragmentBuilder) {
    guard !environment.isEmpty else { return }
    shell.element("rsp", ShellNames.name("Environment")) { list in
      for variable in environment {
        list.start("rsp", ShellNames.name("Variable"))
        list.attribute("Name", variable.name)
        list.text(variable.value)
        list.end(expanded: true)
      }
    }
  }

  private func write(
    _ localName: String, _ text: String?, to shell: inout XMLFragmentBuilder
  ) {
    if let text { shell.shell(localName, text) }
  }

  /// A duration as Windows writes it here: `P0DT1H2M3S`.
  static func clockText(seconds: Int64) -> String {
    let (days, hours) = (seconds / 86_400, seconds % 86_400 / 3600)
    return "P\(days)DT\(hours)H\(seconds % 3600 / 60)M\(seconds % 60)S"
  }
}

extension XSDDuration {
  /// The whole seconds.
  fileprivate var seconds: Int64 { milliseconds / 1000 }
}
