/// The action URIs (`protocol.md` 3.1). A method's action is its resource URI, `/` and its name.
public enum ActionURI {
  private static let transfer = Namespaces.transfer
  private static let enumeration = Namespaces.enumeration

  /// Get a resource.
  public static let get = transfer + "/Get"
  /// Replace a resource or parts of it.
  public static let put = transfer + "/Put"
  /// Create a resource.
  public static let create = transfer + "/Create"
  /// Delete a resource.
  public static let delete = transfer + "/Delete"
  /// Begin an enumeration.
  public static let enumerate = enumeration + "/Enumerate"
  /// Get more items of an enumeration.
  public static let pull = enumeration + "/Pull"
  /// End an enumeration early.
  public static let release = enumeration + "/Release"

  /// The answer to Get.
  public static let getResponse = transfer + "/GetResponse"
  /// The answer to Put.
  public static let putResponse = transfer + "/PutResponse"
  /// The answer to Create.
  public static let createResponse = transfer + "/CreateResponse"
  /// The answer to Delete.
  public static let deleteResponse = transfer + "/DeleteResponse"
  /// The answer to Enumerate.
  public static let enumerateResponse = enumeration + "/EnumerateResponse"
  /// The answer to Pull.
  public static let pullResponse = enumeration + "/PullResponse"
  /// The answer to Release.
  public static let releaseResponse = enumeration + "/ReleaseResponse"

  /// Subscribe to events, which no part of this project offers.
  public static let subscribe = Namespaces.eventing + "/Subscribe"
  /// End a subscription, which no part of this project offers.
  public static let unsubscribe = Namespaces.eventing + "/Unsubscribe"

  /// The address in `a:To` of answers and in `a:ReplyTo` of requests: the connection itself.
  public static let anonymousRole = Namespaces.addressing + "/role/anonymous"
}
