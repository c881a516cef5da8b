import Testing

@testable import WSManService

/// The samples of `configuration.md` 13.5, and the walk through the list of 13.4.
struct SecurityDescriptorTests {
  private static let system = "S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)"

  @Test(arguments: [
    "O:NSG:BAD:P(A;;GA;;;BA)(A;;GR;;;IU)S:P(AU;FA;GA;;;WD)(AU;SA;GXGW;;;WD)",
    "O:NSG:BAD:P(D;;GA;;;NU)(A;;GA;;;BA)(A;;GA;;;RM)(A;;GA;;;IU)" + system,
    "O:NSG:BAD:P(A;;GA;;;BA)(A;;GA;;;S-1-5-21-1004336348-1177238915-682003330-1001)" + system,
    "O:NSG:BAD:P(XA;;GX;;;RM;(Member_of {SID(S-1-5-32-580)}))S:P(AU;FA;GA;;;WD)",
    "O:NSG:BAD:P(A;;0x10000000;;;BA)", "o:nsg:bad:p(a;;ga;;;ba)", "O:NSG:BAD:",
    "O:S-1-5-20G:BAD:(A;OICI;GRGW;;;WD)",
    "O:NSG:BAD:(OA;;CC;bf967aba-0de6-11d0-a285-00aa003049e2;;AU)",
  ])
  func accepts(sddl: String) {
    #expect(SecurityDescriptor(sddl: sddl) != nil)
  }

  @Test(arguments: [
    "foo", "", "D:P(A;;GA;;;BA)", "O:NSD:P(A;;GA;;;BA)", "O:NSG:BA",
    "O:NSG:BAD:P(A;;GA;;BA)", "O:NSG:BAD:P(A;;GQ;;;BA)", "O:NSG:BAD:P(A;;GA;;;QQ)",
    "O:NSG:BAD:P(A;;GA;;;BA", "O:NSG:BAD:Z(A;;GA;;;BA)", "O:NSG:BAD:P(AU;FA;GA;;;WD)",
    "O:NSG:BAD:P(A;;GA;;;BA)S:(A;;GA;;;BA)", "O:NSG:BAD:P(A;;GA;;;BA)S:(AU;;GA;;;BA)",
    "O:NSG:BAD:P(A;XX;GA;;;BA)", "O:NSG:BAD:P(A;;G;;;BA)", "O:NSG:BAD:P(A;;0x123456789;;;BA)",
    "O:NSG:BAD:P(A;;GA;xyz;;BA)", "O:NSG:BAD:P(XA;;GX;;;RM)", "O:NSG:BAD:P(A;;GA;;;BA)rest",
    "O:NSG:BAD:P(A;;GA;;;S-1-5-99999999999)", "O:NSG:BAD:P(A;;GA;;;S-1-5-+5)", "O:", "O:NS",
    "O:NSG:BAD:P(A;;GA;;;BA;(true))",
  ])
  func refuses(sddl: String) {
    #expect(SecurityDescriptor(sddl: sddl) == nil)
  }

  @Test func refusesDeepAndLongText() {
    let deep = String(repeating: "(", count: 60_000)
    #expect(SecurityDescriptor(sddl: "O:NSG:BAD:P" + deep) == nil)
    let long = String(repeating: "(A;;GA;;;BA)", count: 100_000)
    #expect(SecurityDescriptor(sddl: "O:NSG:BAD:P" + long) == nil)
  }

  @Test func entriesAreWalkedInOrder() throws {
    let local = try #require(
      SecurityDescriptor(sddl: "O:NSG:BAD:P(D;;GA;;;NU)(A;;GA;;;BA)(A;;GR;;;IU)"))
    let administrator: Set = [WellKnownSIDs.administrators]
    #expect(local.grants(.write, to: administrator.union([WellKnownSIDs.interactive])))
    #expect(!local.grants(.read, to: administrator.union([WellKnownSIDs.network])))
    #expect(local.grants(.read, to: [WellKnownSIDs.interactive]))
    #expect(!local.grants(.write, to: [WellKnownSIDs.interactive]))
    #expect(!local.grants(.read, to: []))
  }

  @Test func conditionsGrantNothing() throws {
    let descriptor = try #require(
      SecurityDescriptor(sddl: "O:NSG:BAD:P(XA;;GA;;;BA;(Exists x))(A;IO;GA;;;BA)"))
    #expect(!descriptor.grants(.read, to: [WellKnownSIDs.administrators]))
  }
}
