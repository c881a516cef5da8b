/// The local addresses that listeners may use, as the settings `IPv4Filter` and `IPv6Filter` name
/// them (`configuration.md` 10).
public struct AddressFilter: Sendable, Equatable {
  private let everything: Bool
  private let ranges: [ClosedRange<IPAddress>]

  /// Reads the text of a filter; nil when it is not valid for the family (fault 2150858988).
  ///
  /// Empty allows nothing, `*` everything; otherwise ranges `low-high` are joined by commas.
  public init?(_ text: String, family: IPAddress.Family) {
    let list = text.trimmingXMLSpace()
    guard !list.isEmpty else {
      everything = false
      ranges = []
      return
    }
    var read: [ClosedRange<IPAddress>] = []
    var star = false
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let entry = part.trimmingXMLSpace()
      if entry == "*" {
        star = true
        continue
      }
      let ends = entry.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count == 2,
        let low = IPAddress(ends[0].trimmingXMLSpace()), low.family == family,
        let high = IPAddress(ends[1].trimmingXMLSpace()), high.family == family, low <= high
      else { return nil }
      read.append(low...high)
    }
    everything = star
    ranges = star ? [] : read
  }

  /// Whether listeners may use the address, which is of the family of the filter.
  public func allows(_ address: IPAddress) -> Bool {
    everything || ranges.contains { $0.contains(address) }
  }
}
