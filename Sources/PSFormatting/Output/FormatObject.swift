public import PSEngine

/// A record on its way through the pipeline: what `Format-Table` and its companions write.
public final class FormatObject: PSObject {
  /// The record.
  public let record: FormatRecord

  /// Wraps a record.
  public init(_ record: FormatRecord) { self.record = record }

  public override var baseTypeNames: [String] {
    ["Microsoft.PowerShell.Commands.Internal.Format." + identity.name, "System.Object"]
  }

  /// The number of the class: all that a script sees of a format object, for instance in the file
  /// that `Format-Table | Export-Csv` makes by mistake.
  public override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo(Self.classProperty)]
  }
  public override func declaredValue(_ name: String) -> PSValue? {
    name.equalsIgnoringCase(Self.classProperty) ? .string(identity.number) : nil
  }

  private static let classProperty = "ClassId2e4f51ef21dd47e99d3c952918aff9cd"

  private var identity: (name: String, number: String) {
    switch record {
    case .start, .reshape: return ("FormatStartData", "033ecb2bc07a4d43b5ef94ed5a35d280")
    case .groupStart: return ("GroupStartData", "9e210fe47d09416682b841769c78b8a3")
    case .entry, .outOfBand: return ("FormatEntryData", "27c87ef9bbda4f709f6b4002fa4af63c")
    case .groupEnd: return ("GroupEndData", "4ec4f0187cb04f4cb6973460dfe252df")
    case .end: return ("FormatEndData", "cf522b78d86c486691226b40aa69e95c")
    }
  }
}
