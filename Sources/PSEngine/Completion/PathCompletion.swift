/// Candidates for paths of all drives.
struct PathCompletion {
  private let context: ExecutionContext

  init(_ context: ExecutionContext) { self.context = context }

  /// Children of the typed folder that begin with the typed name; drives when there are none.
  /// - Parameter isCommand: whether the word is a command's name: without a separator only drives fit.
  func candidates(for word: CommandWord, isCommand: Bool) async -> [CompletionCandidate] {
    let typed = word.value
    let (folder, leaf) = split(typed)
    var found: [CompletionCandidate] = []
    if !isCommand || !folder.isEmpty {
      found = (try? await children(of: folder, leaf, word)) ?? []
    }
    // Drives come last: `c` means the file `c.txt` before it means the drive `C:`.
    if folder.isEmpty, !typed.isEmpty, found.isEmpty {
      found += context.session.drives.all(from: context.scope)
        .filter { $0.name.hasPrefixIgnoringCase(typed) }
        .map { drive in
          CompletionCandidate(
            word.quoted("\(drive.name):\\"), label: "\(drive.name):", kind: .path, isContainer: true
          )
        }
    }
    return found
  }

  /// The part up to the last separator (or drive colon) and the rest.
  private func split(_ typed: String) -> (folder: String, leaf: String) {
    let mark = typed.lastIndex { ProviderPath.isSeparator($0) || $0 == ":" }
    guard let mark else { return ("", typed) }
    let next = typed.index(after: mark)
    return (String(typed[..<next]), String(typed[next...]))
  }

  private func children(
    of folder: String, _ leaf: String, _ word: CommandWord
  ) async throws -> [CompletionCandidate] {
    let asking = ProviderContext(context, output: NullSink())
    asking.takesRecentReads = true
    let resolver = PathResolver(context)
    var places: [(typed: String, place: ResolvedPath)] = []
    let start = try resolver.locate(folder.isEmpty ? "." : folder)
    asking.enter(start)
    if try await start.provider.provider.itemExists(start.providerPath, asking) {
      // Where `Drive:` means the root, the path is written out as an absolute one.
      let isRoot = folder.hasSuffix(":") && start.drive?.root == start.providerPath
      places = [(isRoot ? folder + "\\" : Self.spelled(folder, start.provider), start)]
    } else {
      let separator = folder.last ?? "\\"
      for place in try await resolver.resolve(Self.opened(folder), asking) {
        places.append((place.displayPath + String(separator), place))
      }
    }
    let pattern = WildcardPattern(
      WildcardPattern.containsWildcards(leaf) ? leaf + "*" : WildcardPattern.escape(leaf) + "*")
    var found: [CompletionCandidate] = []
    for (typed, place) in places {
      asking.enter(place)
      let provider = place.provider.provider
      guard try await provider.isItemContainer(place.providerPath, asking) else { continue }
      let lead = typed.isEmpty ? ".\\" : typed
      for child in try await provider.getChildNames(place.providerPath, asking)
      where pattern.matches(child.name) {
        found.append(
          CompletionCandidate(
            word.quoted(lead + child.name), label: child.name, kind: .path,
            isContainer: child.isContainer))
      }
    }
    return found
  }

  /// A folder behind the name of its provider, as the provider spells itself.
  private static func spelled(_ folder: String, _ provider: ProviderInfo) -> String {
    guard let mark = folder.range(of: "::") else { return folder }
    let isFull = folder[..<mark.lowerBound].contains("\\")
    return (isFull ? provider.qualifiedName : provider.name) + folder[mark.lowerBound...]
  }

  /// Each element of a folder as the beginning of a name: `WSMan:\loc\cl\` means
  /// `WSMan:\loc*\cl*\`.
  private static func opened(_ folder: String) -> String {
    var result = ""
    var element = ""
    func close() {
      if !element.isEmpty, element != ".", element != "..", element.last != ":" { result += "*" }
      element = ""
    }
    for character in folder {
      if ProviderPath.isSeparator(character) {
        close()
      } else if character == ":" {
        element = ""
      } else {
        element.append(character)
      }
      result.append(character)
    }
    close()
    return result
  }
}
