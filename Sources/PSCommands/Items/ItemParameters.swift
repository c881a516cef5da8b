import PSEngine

/// Parameters that the item commands share (`language.md` 7.3).
enum ItemParameters {
  static let pathSet = "Path"
  static let literalSet = "LiteralPath"

  /// `-Path`, also from the pipeline as text.
  static let path = Parameter<[String]>(
    "Path", sets: [pathSet], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], completion: .path,
    help: "Where the item is; wildcards are allowed.")
  /// `-Path` of commands that take a value from the pipeline.
  static let pathByName = Parameter<[String]>(
    "Path", sets: [pathSet], position: 0, mandatory: true, pipeline: .byPropertyName,
    completion: .path, help: "Where the item is; wildcards are allowed.")
  /// `-LiteralPath`, which objects with a `PSPath` bind to.
  static let literalPath = Parameter<[String]>(
    "LiteralPath", aliases: ["PSPath"], sets: [literalSet], mandatory: true,
    pipeline: .byPropertyName, completion: .path,
    help: "Where the item is; taken as it is written.")
  static let filter = Parameter<String>(
    "Filter", help: "A filter in the provider's own form; only files have one.")
  static let include = Parameter<[String]>("Include", help: "Names to take; wildcards are allowed.")
  static let exclude = Parameter<[String]>(
    "Exclude", help: "Names to leave out; wildcards are allowed.")
  static let force = Parameter<SwitchParameter>(
    "Force", help: "Goes ahead where the provider would otherwise hide, refuse or ask.")
  static let credential = Parameter<PSCredential>(
    "Credential", pipeline: .byPropertyName, help: "Who acts, for providers that know users.")
  static let passThru = Parameter<SwitchParameter>("PassThru", help: "Gives the item.")
  static let recurse = Parameter<SwitchParameter>("Recurse", help: "Includes everything below.")
  static let destination = Parameter<String>(
    "Destination", position: 1, pipeline: .byPropertyName, completion: .path,
    help: "Where it goes; the current location without it.")
}
