public import XMLStream

/// The names of header blocks (`protocol.md` 4.1).
public enum HeaderNames {
  /// The address of the receiver.
  public static let to = XMLName(Namespaces.addressing, "To")
  /// The action.
  public static let action = XMLName(Namespaces.addressing, "Action")
  /// The id of the message.
  public static let messageID = XMLName(Namespaces.addressing, "MessageID")
  /// The id of the request that is answered.
  public static let relatesTo = XMLName(Namespaces.addressing, "RelatesTo")
  /// Where the answer goes.
  public static let replyTo = XMLName(Namespaces.addressing, "ReplyTo")
  /// Where a fault goes.
  public static let faultTo = XMLName(Namespaces.addressing, "FaultTo")
  /// Who sends.
  public static let from = XMLName(Namespaces.addressing, "From")
  /// The resource.
  public static let resourceURI = XMLName(Namespaces.wsman, "ResourceURI")
  /// The selectors.
  public static let selectorSet = XMLName(Namespaces.wsman, "SelectorSet")
  /// The options.
  public static let optionSet = XMLName(Namespaces.wsman, "OptionSet")
  /// The time limit.
  public static let operationTimeout = XMLName(Namespaces.wsman, "OperationTimeout")
  /// The size limit.
  public static let maxEnvelopeSize = XMLName(Namespaces.wsman, "MaxEnvelopeSize")
  /// The language of texts.
  public static let locale = XMLName(Namespaces.wsman, "Locale")
  /// The part of the resource.
  public static let fragmentTransfer = XMLName(Namespaces.wsman, "FragmentTransfer")
  /// The wish for a reference in the answer.
  public static let requestEPR = XMLName(Namespaces.wsman, "RequestEPR")
  /// The wish for an estimate of the number of items.
  public static let requestTotalItemsCountEstimate = XMLName(
    Namespaces.wsman, "RequestTotalItemsCountEstimate")
  /// The language of numbers and dates.
  public static let dataLocale = XMLName(Namespaces.microsoft, "DataLocale")
  /// The client's session.
  public static let sessionID = XMLName(Namespaces.microsoft, "SessionId")
  /// The operation.
  public static let operationID = XMLName(Namespaces.microsoft, "OperationID")
  /// The number of the message in its operation.
  public static let sequenceID = XMLName(Namespaces.microsoft, "SequenceId")
  /// The id for traces.
  public static let activityID = XMLName(Namespaces.microsoft, "ActivityId")
  /// The header that was not understood.
  public static let notUnderstood = XMLName(Namespaces.soap, "NotUnderstood")
}
