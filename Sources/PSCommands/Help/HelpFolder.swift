public import PSEngine
import SystemFiles

/// Help in a folder with a folder for each language: `en/Get-Item.md`, and `en/New-Item.Listener.md` for
/// what is shown within a container of that name. A page that a language does not have is English.
public final class HelpFolder: HelpLibrary {
  private static let fallback = "en"
  private static let data: Set<String> = ["settings", "parameters", "messages", "faults"]

  private let findFolder: () -> String?
  private let language: String
  private lazy var folders: [Folder] = {
    guard let path = findFolder() else { return [] }
    return (language == Self.fallback ? [language] : [language, Self.fallback]).map {
      Folder(path: "\(path)/\($0)")
    }
  }()
  /// What parameters say about themselves is English: their texts in another language, by their names in
  /// lower case.
  private lazy var parameters = texts("parameters")

  /// A folder in which nothing is looked for before help is asked for.
  /// - Parameters:
  ///   - culture: such as `fr-FR`.
  ///   - folder: tells where it is; `nil` when there are no files of help.
  public init(culture: String, folder: @escaping () -> String?) {
    language = culture.prefix { $0 != "-" }.lowercased()
    findFolder = folder
  }

  /// The names of the files of a folder, by lower-case name.
  private struct Folder {
    /// A page larger than this is none (1 MB).
    private static let largest = 1 << 20

    let path: String
    let files: [String: String]

    init(path: String) {
      self.path = path
      var files: [String: String] = [:]
      for name in (try? SystemCalls.names(in: path)) ?? [] where name.hasSuffix(".md") {
        files[name.dropLast(3).lowercased()] = name
      }
      self.files = files
    }

    func document(_ name: String) -> HelpDocument? {
      guard let file = files[name.lowercased()],
        let bytes = try? FileBytes.read("\(path)/\(file)", limit: Self.largest)
      else { return nil }
      return HelpDocument(String(decoding: bytes, as: UTF8.self))
    }
  }

  private func document(_ name: String) -> HelpDocument? {
    for folder in folders {
      if let document = folder.document(name) { return document }
    }
    return nil
  }

  /// The page of a name.
  public func topic(_ name: String, pathId: String?) -> HelpTopic? {
    let file = pathId.map { "\(name).\($0)" } ?? name
    guard !Self.data.contains(file.lowercased()), !file.contains("/") else { return nil }
    guard var topic = document(file)?.topic(pathId: pathId) else { return nil }
    if language != Self.fallback { complete(&topic, file) }
    let own = Set(topic.parameters.keys.map { $0.lowercased() })
    topic.parameters.merge(parameters.filter { !own.contains($0.key) }) { own, _ in own }
    return topic
  }

  private func texts(_ file: String) -> [String: String] {
    guard language != Self.fallback else { return [:] }
    return Dictionary(entries(of: file).map { ($0.title.lowercased(), $0.text) }) { $1 }
  }

  /// Sessions are written once, in English: an example without one has that of the English page, and so
  /// have syntax and links.
  private func complete(_ topic: inout HelpTopic, _ file: String) {
    guard let original = folders.last?.document(file)?.topic(pathId: nil) else { return }
    for (index, example) in original.examples.enumerated().prefix(topic.examples.count)
    where topic.examples[index].code.isEmpty {
      topic.examples[index].code = example.code
    }
    if topic.syntax.isEmpty { topic.syntax = original.syntax }
    if topic.links.isEmpty { topic.links = original.links }
  }

  /// All pages that belong to no container.
  public var topics: [HelpTopic] {
    let names = Set(folders.flatMap { $0.files.keys }).subtracting(Self.data)
    return names.filter { !$0.contains(".") }.sorted().compactMap { topic($0, pathId: nil) }
  }

  /// The entries of a page of data, such as `settings`.
  public func entries(of file: String) -> [HelpEntry] { document(file)?.entries ?? [] }
}
