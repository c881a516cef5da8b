import PSEngine
import Synchronization

/// Which scripts PowerShell runs on a computer. It is kept and told, and keeps nobody from anything
/// (`language.md` 3.1).
enum ExecutionPolicy: Int64, EnumParameterValue {
  case unrestricted, remoteSigned, allSigned, restricted, bypass, undefined

  static let enumType = PSEnumType(
    "Microsoft.PowerShell.ExecutionPolicy",
    [
      ("Unrestricted", 0), ("RemoteSigned", 1), ("AllSigned", 2), ("Restricted", 3),
      ("Bypass", 4), ("Undefined", 5),
    ])
}

/// For whom a policy is set.
enum ExecutionPolicyScope: Int64, EnumParameterValue {
  case process, currentUser, localMachine, userPolicy, machinePolicy

  static let enumType = PSEnumType(
    "Microsoft.PowerShell.ExecutionPolicyScope",
    [
      ("Process", 0), ("CurrentUser", 1), ("LocalMachine", 2), ("UserPolicy", 3),
      ("MachinePolicy", 4),
    ])

  /// The scopes in the order in which they win.
  static let order: [Self] = [.machinePolicy, .userPolicy, .process, .currentUser, .localMachine]

}

/// What is set on one computer; it lasts as long as its files.
final class ComputerPolicies: Sendable {
  private struct State {
    var machine = ExecutionPolicy.remoteSigned
    var users: [String: ExecutionPolicy] = [:]
  }

  private let state = Mutex(State())

  func policy(of scope: ExecutionPolicyScope, user: String) -> ExecutionPolicy? {
    state.withLock { state in
      switch scope {
      case .localMachine: state.machine
      case .currentUser: state.users[user.lowercased()]
      case .process, .userPolicy, .machinePolicy: nil
      }
    }
  }

  func set(_ policy: ExecutionPolicy, for scope: ExecutionPolicyScope, user: String) {
    state.withLock { state in
      switch scope {
      case .localMachine: state.machine = policy
      case .currentUser: state.users[user.lowercased()] = policy
      case .process, .userPolicy, .machinePolicy: break
      }
    }
  }
}

/// The policies as one session sees them.
final class SessionPolicies {
  private let computer: ComputerPolicies
  private let user: String
  private var process: ExecutionPolicy

  init(_ computer: ComputerPolicies, user: String, process: ExecutionPolicy?) {
    self.computer = computer
    self.user = user
    self.process = process ?? .undefined
  }

  func policy(of scope: ExecutionPolicyScope) -> ExecutionPolicy {
    scope == .process ? process : computer.policy(of: scope, user: user) ?? .undefined
  }

  /// The policy that counts: the first in order that is set.
  var effective: ExecutionPolicy {
    ExecutionPolicyScope.order.map(policy(of:)).first { $0 != .undefined } ?? .restricted
  }

  func set(_ policy: ExecutionPolicy, for scope: ExecutionPolicyScope) {
    if scope == .process { process = policy } else { computer.set(policy, for: scope, user: user) }
  }
}
