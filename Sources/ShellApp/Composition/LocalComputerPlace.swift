import Lab
import Synchronization

/// Where the commands of the local computer find it: they are made before it is.
final class LocalComputerPlace: Sendable {
  private struct Reference {
    weak var computer: LabLocalComputer?
  }

  private let reference = Mutex(Reference())

  /// Says which computer it is.
  func fill(_ computer: LabLocalComputer) {
    reference.withLock { $0.computer = computer }
  }

  /// Sessions of PowerShell on the computer.
  func sessions(_ conditions: LabConditions) -> ComputerSessions {
    ComputerSessions(
      service: { self.reference.withLock { $0.computer?.service } },
      services: { self.reference.withLock { $0.computer?.services } },
      certificates: { self.reference.withLock { $0.computer?.certificates } },
      conditions: conditions)
  }
}
