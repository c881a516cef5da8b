/// Help that lies in files and is opened when somebody asks for it.
public protocol HelpLibrary: AnyObject {
  /// The topic of that name in any case.
  /// - Parameter pathId: last element of a provider path; only a page for it counts when it is given.
  func topic(_ name: String, pathId: String?) -> HelpTopic?
  /// All general topics.
  var topics: [HelpTopic] { get }
  /// The entries of a file of data, such as that of the settings; none when there is no such file.
  func entries(of file: String) -> [HelpEntry]
}

/// An entry of a file of help data.
public struct HelpEntry: Sendable, Equatable {
  /// Its heading.
  public var title: String
  /// The text below the heading.
  public var text: String
  /// What stands behind the labels of its list, by label.
  public var fields: [(label: String, text: String)]

  /// Makes an entry.
  public init(title: String, text: String, fields: [(label: String, text: String)]) {
    self.title = title
    self.text = text
    self.fields = fields
  }

  /// Compares everything.
  public static func == (left: HelpEntry, right: HelpEntry) -> Bool {
    left.title == right.title && left.text == right.text
      && left.fields.elementsEqual(right.fields) { $0 == $1 }
  }
}
