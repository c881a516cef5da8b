import Foundation
import Testing

@testable import WSManProtocol

/// The rows of the schema say the same as the specification's data.
struct ConfigurationSchemaTests {
  private struct Specification: Decodable {
    struct Setting: Decodable {
      struct BadValue: Decodable {
        let code: UInt32
      }
      struct Policy: Decodable {
        let value: String
      }
      let id: String
      let drivePath: String
      let resourceUri: String
      let element: String
      let order: Int
      let type: String
      let defaults: [String: Value]
      let access: String
      let meaning: String
      let min: UInt32?
      let max: UInt32?
      let badValue: BadValue
      let policy: Policy?
    }
    let settings: [Setting]
    let containers: [String: [String]]
  }

  /// A default is written as a number or as text.
  private struct Value: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(UInt64.self) {
        text = String(number)
      } else {
        text = try container.decode(String.self)
      }
    }
  }

  private let specification: Specification

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Specification/configuration.json")
    specification = try JSONDecoder().decode(Specification.self, from: Data(contentsOf: file))
  }

  @Test func everySettingIsARow() {
    let rows = Set(ConfigurationSchema.settings.map(\.id))
    #expect(rows.count == ConfigurationSchema.settings.count)
    #expect(rows == Set(specification.settings.map(\.id)))
  }

  @Test func rowsAgreeWithTheSpecification() throws {
    for expected in specification.settings {
      let row = try #require(ConfigurationSchema.setting(id: expected.id))
      #expect(row.name == expected.element)
      #expect(row.position == expected.order)
      #expect(row.section.resourceURI == expected.resourceUri)
      #expect(#"WSMan:\<host>\"# + row.drivePath == expected.drivePath)
      #expect(row.badValueCode == expected.badValue.code, "\(expected.id)")
      #expect(row.policyValue == expected.policy?.value)
      #expect(row.summary == expected.meaning)
      let access: [String: ConfigurationSetting.Access] = [
        "rw": .writable, "ro": .readOnly, "deprecated": .deprecated,
      ]
      #expect(row.access == access[expected.access])
      for profile in ConfigurationProfile.allCases {
        let text = try #require(expected.defaults[profile.rawValue]?.text)
        #expect(row.defaultValue(in: profile) == (text == "absent" ? nil : text), "\(expected.id)")
      }
    }
  }

  @Test func typesAgreeWithTheSpecification() throws {
    for expected in specification.settings {
      let row = try #require(ConfigurationSchema.setting(id: expected.id))
      switch row.type {
      case .boolean:
        #expect(expected.type == "boolean")
      case .unsigned(let range):
        #expect(expected.type.hasPrefix("uint32"))
        #expect(range.lowerBound == expected.min && range.upperBound == expected.max)
      case .port:
        #expect(expected.type == "uint32" && expected.min == 1 && expected.max == 65535)
      case .text(let rule):
        #expect(expected.type == (rule == .securityDescriptor ? "sddl" : "string"))
      }
    }
  }

  @Test func earlierGenerationsHaveOtherRules() throws {
    func rules(_ id: String, _ profile: ConfigurationProfile) throws -> ConfigurationSetting {
      try #require(ConfigurationSchema.setting(id: id)).withRules(of: profile)
    }
    #expect(try rules("Service.MaxConnections", .ws2012).type == .unsigned(1...512))
    #expect(try rules("Service.MaxConnections", .winrm20).type == .unsigned(1...50))
    #expect(try rules("Winrs.MaxConcurrentUsers", .current).type == .unsigned(1...2_147_483_647))
    #expect(try rules("Winrs.MaxConcurrentUsers", .winrm20).type == .unsigned(1...100))
    for id in ["MaxProviderRequests", "Service.MaxConcurrentOperations", "Winrs.MaxShellRunTime"] {
      #expect(try rules(id, .winrm20).access == .deprecated)
      #expect(try rules(id, .winrm11).access == .writable)
    }
  }

  @Test func everyDefaultFollowsTheRulesOfItsGeneration() throws {
    for profile in ConfigurationProfile.allCases {
      for setting in ConfigurationSchema.settings {
        guard case .unsigned(let range) = setting.withRules(of: profile).type,
          let text = setting.defaultValue(in: profile)
        else { continue }
        #expect(UInt32(text).map(range.contains) == true, "\(setting.id) \(profile)")
      }
    }
  }

  @Test func childrenStandInDocumentOrder() {
    let sections: [String: ConfigurationSection] = [
      "Config": .config, "Client": .client, "Service": .service,
    ]
    for (name, section) in sections {
      let names = ConfigurationSchema.children(of: section).map { child in
        switch child {
        case .setting(let setting): setting.name
        case .section(let section): section.elementName
        }
      }
      #expect(names == specification.containers[name])
    }
  }

  @Test func lookUpIgnoresLetterCase() {
    #expect(ConfigurationSchema.setting(drivePath: "client/AUTH/basic")?.id == "Client.Auth.Basic")
    #expect(
      ConfigurationSchema.setting(drivePath: #"Shell\IdleTimeout"#)?.id == "Winrs.IdleTimeout")
    #expect(ConfigurationSchema.setting(drivePath: "Client") == nil)
    #expect(
      ConfigurationSchema.section(
        resourceURI: "http://schemas.microsoft.com/wbem/wsman/1/Config/Winrs") == .winrs)
  }
}
