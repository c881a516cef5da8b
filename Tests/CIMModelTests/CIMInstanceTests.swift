import CIMModel
import Testing

@Suite struct CIMInstanceTests {
  private let type = CIMClass(
    name: "Demo_Item",
    properties: [
      CIMProperty(name: "Count", type: .uint32),
      CIMProperty(name: "Id", type: .string, isKey: true),
      CIMProperty(name: "Note", type: .string),
    ], methods: [])

  @Test func instancesOfAClassEqualThoseWithoutOne() {
    var placed = CIMInstance(of: type)
    let free = CIMInstance(
      className: "Demo_Item", values: ["id": "a", "COUNT": 3, "__Owner": "someone"])
    #expect(placed != free)
    placed["ID"] = "a"
    placed[0, of: type] = 3
    placed["__owner"] = "someone"
    #expect(placed == free)
    #expect(free == placed)
    #expect(placed.hashValue == free.hashValue)
    #expect(placed.count == free.count)
    placed["count"] = .null
    #expect(placed != free)
    #expect(placed.names == ["__owner", "Id"])
  }

  @Test func aPlaceOfAnotherClassIsFoundByItsName() {
    let below = CIMClass(
      name: "Demo_Below", base: type, properties: [CIMProperty(name: "Area", type: .uint8)],
      methods: [])
    var instance = CIMInstance(of: below)
    for place in below.properties.indices { instance[place, of: below] = .unsigned(UInt64(place)) }
    #expect(type.properties.indices.map { instance[$0, of: type] } == [1, 2, 3])
    instance[2, of: type] = "changed"
    #expect(instance["Note"] == "changed")
    #expect(instance["Area"] == 0)
  }

  @Test func nullIsNoValue() {
    let instance = CIMInstance(className: "Demo_Item", named: [CIMName("Note"): .null])
    #expect(instance.count == 0)
    #expect(instance.names.isEmpty)
    #expect(instance == CIMInstance(of: type))
  }
}
