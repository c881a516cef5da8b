/// A group policy that holds no setting and changes what the service does (`configuration.md` 15).
public enum GroupPolicySwitch: String, Sendable, CaseIterable {
  /// Makes listeners of the policy's own, for the addresses of its filters.
  case allowAutoConfig = "Service.AllowAutoConfig"
  /// Forbids plugins to run as another user.
  case disableRunAs = "Service.DisableRunAs"

  /// The place where a lab file names it, as if it were a setting, such as `Service\DisableRunAs`.
  public var path: String { rawValue.replacing(".", with: #"\"#) }
}

extension ComputerConfiguration {
  /// Whether the group policy turns something on.
  func policyTurnsOn(_ policySwitch: GroupPolicySwitch) -> Bool {
    policy[policySwitch.rawValue] == "true"
  }
}
