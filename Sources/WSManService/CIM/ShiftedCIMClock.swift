import CIMModel

/// The clock of a computer that somebody has set: as far from the clock below as it was then.
struct ShiftedCIMClock: CIMClock {
  /// What the instance of `Win32_OperatingSystem` keeps besides its properties: microseconds by which
  /// the clock was set forward.
  static let shiftName = "__ClockShift"

  let base: any CIMClock
  let shift: Int64

  var microseconds: Int64 {
    let (sum, isTooLarge) = base.microseconds.addingReportingOverflow(shift)
    return isTooLarge ? base.microseconds : sum
  }

  var offset: Int { base.offset }

  /// A clock that is set as an operating system says.
  init(_ base: any CIMClock, setBy system: CIMInstance?) {
    self.base = base
    shift =
      switch system?[Self.shiftName] {
      case .signed(let shift)?: shift
      // A document without the property's type gives back what the digits look like.
      case .unsigned(let shift)?: Int64(clamping: shift)
      default: 0
      }
  }

  /// The clock of the computer whose instances a reader shows.
  init(_ base: any CIMClock, _ reader: any CIMInstanceReader) throws {
    self.init(base, setBy: try reader.all("Win32_OperatingSystem", in: "root/cimv2").first)
  }
}
