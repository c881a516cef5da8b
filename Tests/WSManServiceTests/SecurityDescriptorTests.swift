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
    "O:NSG:BAD:S:(SP;;;;;S-1-17-1-2)", "O:NSG:BAD:S:(RA;;;;;WD;(\"x\",TI,0x0,1))",
    "O:NSG:BAD:P(A;;GA;;;S-1-0x0123456789AB-1)",
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
    "O:NSG:BAD:P(A;;GA;;;BA;(true))", "O::", "O:NSG:", "O:NSG::BAD:", ":", "O:NSG:BAD:(;;;;;)",
    "O:NSG:BAD:(\u{17F}A;;GA;;;BA)", "O:NSG:BAD:P(A;;0x;;;BA)", "O:NSG:BAD:P(A;;-1;;;BA)",
    "O:NSG:BAD:P(A;;09;;;BA)", "O:NSG:BAD:P(A;;GA;;;S-1-0x12-5)", "O:NSG:BAD:P(A;;GA;;;S-1-5)",
    "O:NSG:BAD:P(A;;GA;;;S-2-5-1)", "O:NSG:BAD:P (A;;GA;;;BA)", "G:BAO:NSD:P(A;;GA;;;BA)",
    "O:NSG:BAD:S:(RA;;GA;;;WD;(\"x\",TI,0x0,1))", "O:NSG:BAD:S:(RA;;;;;BA;(\"x\",TI,0x0,1))",
    "O:NSG:BAD:S:(SP;;;;;BA)",
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

  @Test(arguments: [
    ("(Member_of {SID(BA)})", true), ("(member_of{SID(BA),SID(NU)})", true),
    ("(Member_of {SID(BA), SID(IU)})", false), ("(Member_of_Any {SID(BA), SID(IU)})", true),
    ("(Not_Member_of {SID(IU)})", true), ("(Not_Member_of_Any {SID(BA)})", false),
    ("(Member_of SID(S-1-5-32-544))", true), ("(!(Member_of {SID(IU)}))", true),
    ("(Member_of {SID(BA)} && Member_of {SID(IU)})", false),
    ("(Member_of {SID(IU)} || Member_of {SID(BA)} && !Member_of {SID(IU)})", true),
    ("(Exists x)", nil), ("(!(Exists x))", nil), ("(@User.clearance >= 3)", nil),
    ("(@User.projects Any_of {\"a;b\", 0x12, #0aff, -5, SID(BA)})", nil),
    ("(Device_Member_of {SID(BA)})", nil), ("(flag)", nil),
    ("(Exists x || Member_of {SID(BA)})", true), ("(Exists x && Member_of {SID(IU)})", false),
  ])
  func conditions(text: String, isMet: Bool?) throws {
    let sids: Set = [WellKnownSIDs.administrators, WellKnownSIDs.network]
    let allowing = try #require(SecurityDescriptor(sddl: "O:NSG:BAD:P(XA;;GA;;;BA;\(text))"))
    #expect(allowing.grants(.read, to: sids) == (isMet == true))
    let refusing = try #require(
      SecurityDescriptor(sddl: "O:NSG:BAD:P(XD;;GR;;;BA;\(text))(A;;GA;;;BA)"))
    #expect(refusing.grants(.read, to: sids) == (isMet == false))
  }

  @Test(arguments: [
    "()", "(", "(Member_of)", "(Member_of {})", "(Member_of {SID(QQ)})", "(Member_of {SID(BA)}",
    "(Member_of {SID(BA)}) x", "(Member_of {SID(BA)} Member_of {SID(BA)})", "(x ==)", "(x ~ 1)",
    "(x == \"a)", "(x == #abc)", "(x == -)", "(@Nobody.x)", "(&& x)", "(x &&)", "(x | y)",
    "(Exists)", "(x == {1,})", "x", "(Member_of {SID(BA) SID(IU)})",
  ])
  func wrongConditions(text: String) {
    #expect(SecurityDescriptor(sddl: "O:NSG:BAD:P(XA;;GA;;;BA;\(text))") == nil)
  }

  @Test func deepAndLongConditions() throws {
    func descriptor(_ condition: String) -> SecurityDescriptor? {
      SecurityDescriptor(sddl: "O:NSG:BAD:P(XA;;GA;;;BA;(\(condition)))")
    }
    #expect(descriptor(String(repeating: "!", count: 30_000) + "x") == nil)
    let nested = String(repeating: "(", count: 30_000) + "x" + String(repeating: ")", count: 30_000)
    #expect(descriptor(nested) == nil)
    let long = Array(repeating: "Member_of SID(BA)", count: 3000).joined(separator: "&&")
    #expect(descriptor(long)?.grants(.all, to: [WellKnownSIDs.administrators]) == true)
  }

  @Test func inheritedEntriesCountForNothing() throws {
    let descriptor = try #require(SecurityDescriptor(sddl: "O:NSG:BAD:P(A;IO;GA;;;BA)"))
    #expect(!descriptor.grants(.read, to: [WellKnownSIDs.administrators]))
  }
}
