import PSEngine
import Testing

@Suite struct PathResolverTests {
  @Test(arguments: [
    ("Mem:\\fruit\\apple", "fruit\\apple", "Mem:\\fruit\\apple"),
    ("mem:/fruit//apple/", "fruit\\apple", "Mem:\\fruit\\apple"),
    ("fruit\\..\\veg\\.\\leek", "veg\\leek", "Mem:\\veg\\leek"),
    ("\\fruit", "fruit", "Mem:\\fruit"),
    ("..\\..\\fruit", "fruit", "Mem:\\fruit"),
    ("Sub:apple", "fruit\\apple", "Sub:\\apple"),
    ("~\\leek", "veg\\leek", "Mem:\\veg\\leek"),
    ("Memory::fruit\\apple", "fruit\\apple", "Test.Module\\Memory::fruit\\apple"),
    ("test.module\\memory::veg", "veg", "Test.Module\\Memory::veg"),
    ("Mem:\\", "", "Mem:\\"),
    ("Mem:", "", "Mem:\\"),
  ])
  func locates(_ path: String, _ providerPath: String, _ shown: String) async throws {
    let session = try TestSession()
    let place = try PathResolver(session.context).locate(path)
    #expect(place.providerPath == providerPath)
    #expect(place.displayPath == shown)
  }

  @Test func drivesRememberTheirLocation() async throws {
    let session = try TestSession()
    let resolver = PathResolver(session.context)
    session.context.session.currentLocation = PathInfo(try resolver.locate("Mem:\\veg"))
    session.context.session.currentLocation = PathInfo(try resolver.locate("Sub:\\Berry"))
    #expect(try resolver.locate("Mem:leek").providerPath == "veg\\leek")
    #expect(try resolver.locate("blue").providerPath == "fruit\\Berry\\blue")
    #expect(try resolver.locate("..").displayPath == "Sub:\\")
    #expect(try resolver.locate("..\\..").displayPath == "Sub:\\")
  }

  @Test(
    arguments: [
      ("Mem:\\fruit\\ap*", ["Mem:\\fruit\\apple", "Mem:\\fruit\\apricot"]),
      ("Mem:\\*\\b*", ["Mem:\\fruit\\Berry"]),
      ("Mem:\\*\\*\\blue", ["Mem:\\fruit\\Berry\\blue"]),
      ("fruit\\[ab]*", ["Mem:\\fruit\\apple", "Mem:\\fruit\\apricot", "Mem:\\fruit\\Berry"]),
      ("Mem:\\none*", []), ("Mem:\\veg\\leek\\*", []), ("Mem:\\`[x`]", ["Mem:\\[x]"]),
      ("Mem:\\fruit\\APPLE", ["Mem:\\fruit\\APPLE"]),
    ] as [(String, [String])])
  func resolvesWildcards(_ path: String, _ expected: [String]) async throws {
    let session = try TestSession()
    let found = try await PathResolver(session.context).resolve(
      path, ProviderContext(session.context))
    #expect(found.map(\.displayPath) == expected)
  }

  @Test func literalPathsHaveNoWildcards() async throws {
    let session = try TestSession()
    let resolver = PathResolver(session.context)
    let asking = ProviderContext(session.context)
    #expect(try await resolver.resolve("Mem:\\[x]", literal: true, asking).count == 1)
    #expect(try await resolver.exists("Mem:\\f*", literal: true, asking) == false)
    #expect(try await resolver.exists("Nope:\\x", literal: false, asking) == false)
    #expect(try await resolver.exists("Mem:\\f*", literal: false, asking))
  }

  @Test(arguments: [
    ("Mem:\\nope", "PathNotFound", "Cannot find path 'Mem:\\nope' because it does not exist."),
    ("X9:\\a", "DriveNotFound", "Cannot find drive. A drive with the name 'X9' does not exist."),
    ("Foo::a", "ProviderNotFound", "Cannot find a provider with the name 'Foo'."),
  ])
  func reportsWhatIsMissing(_ path: String, _ id: String, _ message: String) async throws {
    let session = try TestSession()
    let record = try #require(
      try await runtimeError {
        _ = try await PathResolver(session.context).resolve(path, ProviderContext(session.context))
      })
    #expect(record.errorId == id)
    #expect(record.message == message)
    #expect(record.category == .objectNotFound)
  }

  @Test func itemsCarryTheEnginesNotesInOrder() async throws {
    let session = try TestSession()
    let output = ArrayCollector()
    let asking = ProviderContext(session.context, output: output)
    let place = try #require(
      try await PathResolver(session.context).resolve("Mem:\\fruit\\apple", asking).first)
    asking.enter(place)
    try await place.provider.provider.getItem(place.providerPath, asking)
    let item = try #require(output.values.first?.asObject)
    #expect(
      item.extendedMembers.map(\.name) == [
        "PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider", "PSIsContainer",
      ])
    #expect(
      ["PSPath", "PSParentPath", "PSChildName", "PSDrive", "PSProvider", "PSIsContainer"].map {
        item.value(of: $0).map { TextConversion.text(of: $0) }
      } == [
        "Test.Module\\Memory::fruit\\apple", "Test.Module\\Memory::fruit", "apple", "Mem",
        "Test.Module\\Memory", "False",
      ])
  }

  @Test func tenThousandChildrenAreListedOnce() async throws {
    let session = try TestSession()
    let many = MemoryProvider.Node(
      children: (0..<10_000).map { ("n\($0)", MemoryProvider.Node(.int($0))) })
    session.provider.root.children?.append((name: "many", node: many))
    let found = try await PathResolver(session.context).resolve(
      "Mem:\\many\\*", ProviderContext(session.context))
    #expect(found.count == 10_000)
    #expect(session.provider.listings == 1)
  }
}
