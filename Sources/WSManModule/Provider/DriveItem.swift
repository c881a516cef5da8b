import PSEngine

/// What stands at a place of the drive.
struct DriveItem {
  /// The object that scripts get.
  let element: WSManConfigElement
  /// Provider path in the drive's own spelling.
  let path: String
  let isContainer: Bool

  var name: String { element.name }

  /// The item as the engine passes it on. The parent of a computer is shown under the full name of
  /// the root, so that a listing of computers has a group line (`provider.md` 8.4).
  var providerItem: ProviderItem {
    let parent = ProviderPath.parent(path)
    return ProviderItem(
      .object(element), path: path, isContainer: isContainer,
      childName: ProviderPath.childName(path),
      parentPath: parent.isEmpty && path != WSManProvider.name ? WSManProvider.name : parent)
  }

  /// The root.
  static var root: DriveItem {
    DriveItem(
      element: WSManConfigElement(name: WSManProvider.name, type: "Container"),
      path: WSManProvider.name, isContainer: true)
  }

  /// A computer at the root.
  static func computer(_ name: String) -> DriveItem {
    DriveItem(
      element: WSManConfigContainerElement.computer(name), path: name.lowercased(),
      isContainer: true)
  }
}
