import PSEngine
import WSManProtocol

/// The parameters that name a resource and say what is done with it, and what they mean on the wire
/// (`cmdlets.md` 3.7, 3.8).
enum ResourceParameters {
  static func resourceURI(
    alias: String = "ruri", pipeline: PipelineInput = [],
    validations: [ParameterValidation] = [.notNullOrEmpty]
  ) -> Parameter<PSUri> {
    Parameter<PSUri>(
      "ResourceURI", aliases: [alias], position: 0, mandatory: true, pipeline: pipeline,
      validations: validations, completion: .source("Resource"),
      help: "The resource, such as winrm/config/listener or wmicimv2/Win32_Service.")
  }

  static func selectorSet(
    position: Int, mandatory: Bool = false, pipeline: PipelineInput
  ) -> Parameter<PSHashtable> {
    Parameter<PSHashtable>(
      "SelectorSet", position: position, mandatory: mandatory, pipeline: pipeline,
      validations: [.notNullOrEmpty], help: selectorHelp)
  }

  static let selectorHelp =
    "The keys of the instance, such as @{Address='*'; Transport='HTTP'}."

  static func optionSet(
    alias: String = "os", pipeline: PipelineInput = []
  ) -> Parameter<PSHashtable> {
    Parameter<PSHashtable>(
      "OptionSet", aliases: [alias], pipeline: pipeline, validations: [.notNullOrEmpty],
      help: "Options for the provider of the resource, by name.")
  }

  static func valueSet(
    pipeline: PipelineInput = [], validations: [ParameterValidation] = [.notNullOrEmpty]
  ) -> Parameter<PSHashtable> {
    Parameter<PSHashtable>(
      "ValueSet", pipeline: pipeline, validations: validations,
      help: "Names and values, such as @{TrustedHosts='server01'}.")
  }

  static func filePath(pipeline: PipelineInput = []) -> Parameter<String> {
    Parameter<String>(
      "FilePath", aliases: ["Path"], pipeline: pipeline, validations: [.notNullOrEmpty],
      completion: .path, help: "A file with the XML to send; -ValueSet wins over it.")
  }

  /// The resource with the selectors of the text's query and of the table; keys without a value
  /// are left out.
  /// - Throws: `WSManFault` for an empty address or a malformed query.
  static func locator(
    _ uri: PSUri, _ selectors: PSHashtable?
  ) throws(WSManFault) -> ResourceLocator {
    var locator = try ResourceLocator(uri.original)
    for (key, value) in selectors?.entries ?? [] where !value.isNull {
      locator.selectors.append(
        name: TextConversion.text(of: key), value: TextConversion.text(of: value))
    }
    return locator
  }

  /// The options in the order written; the service has to comply with each.
  static func options(_ table: PSHashtable?) -> OptionSet {
    OptionSet(
      (table?.entries ?? []).map { key, value in
        RequestOption(
          name: TextConversion.text(of: key),
          value: value.isNull ? nil : TextConversion.text(of: value), mustComply: true)
      })
  }
}
