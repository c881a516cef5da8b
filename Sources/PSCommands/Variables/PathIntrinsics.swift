import PSEngine

/// `$ExecutionContext.SessionState.Path`: what scripts ask about paths.
final class PathIntrinsics: PSObject {
  private unowned let session: SessionState

  init(session: SessionState) { self.session = session }

  override var baseTypeNames: [String] {
    ["System.Management.Automation.PathIntrinsics", "System.Object"]
  }
  override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("CurrentLocation", "System.Management.Automation.PathInfo")]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase("CurrentLocation") ? .object(session.currentLocation) : nil
  }
  override var declaredMethods: [PSMethodInfo] { Self.methods.map(\.info) }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeMethod.call(Self.methods, name, on: .object(self), arguments, in: context)
  }

  private static let methods: [NativeMethod] = [
    NativeMethod(
      "GetUnresolvedProviderPathFromPSPath",
      "string GetUnresolvedProviderPathFromPSPath(string path)"
    ) { _, arguments in
      let place = try PathResolver(arguments.context).locate(arguments.text(0))
      // In the form of the shell: scripts give it to the members of [System.IO.File].
      return .string(place.provider.provider.displayPath(place.providerPath))
    },
    NativeMethod("Combine", "string Combine(string parent, string child)") { _, arguments in
      .string(FileTypes.combine([arguments.text(0), arguments.text(1)]))
    },
    NativeMethod("IsPSAbsolute", "bool IsPSAbsolute(string path)") { _, arguments in
      .bool(arguments.text(0).dropFirst().contains(":"))
    },
  ]
}
