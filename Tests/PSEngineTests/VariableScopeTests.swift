import PSEngine
import PSLanguage
import Testing

@Suite struct VariableScopeTests {
  @Test func readingLooksUpwardsAndWritingStaysHere() throws {
    let global = VariableScope(parent: nil)
    let child = VariableScope(parent: global)
    try global.set("x", to: .string("outer"))
    #expect(child.value(of: "X").map { TextConversion.text(of: $0) } == "outer")
    try child.set("X", to: .string("inner"))
    #expect(global.value(of: "x").map { TextConversion.text(of: $0) } == "outer")
    try child.set(VariablePath("global:x"), to: .string("changed"))
    #expect(global.value(of: "x").map { TextConversion.text(of: $0) } == "changed")
    #expect(child.find(VariablePath("local:x")) != nil)
  }

  @Test func privateVariablesAreNotInherited() throws {
    let global = VariableScope(parent: nil)
    try global.set(VariablePath("private:p"), to: .bool(true))
    #expect(global.value(of: "p") != nil)
    #expect(VariableScope(parent: global).value(of: "p") == nil)
  }

  @Test func constantsCannotBeChanged() throws {
    let scope = VariableScope(parent: nil)
    scope.define(PSVariable("c", .bool(true), options: [.constant, .allScope]))
    do {
      try VariableScope(parent: scope).set("C", to: .null)
      Issue.record("no error")
    } catch let error as PSRuntimeError {
      #expect(error.record.errorId == "VariableNotWritable")
      #expect(
        error.record.message
          == "Cannot overwrite variable c because it is read-only or constant.")
      #expect(error.record.category == .writeError)
    }
  }

  @Test func scopesByNameAndNumber() {
    let global = VariableScope(parent: nil)
    let script = VariableScope(parent: global, isScript: true)
    let local = VariableScope(parent: script)
    #expect(local.named("1") === script)
    #expect(local.named("Script") === script)
    #expect(local.named("Global") === global)
    #expect(local.named("2") === global)
    #expect(local.named("3") == nil)
    #expect(local.named("-1") == nil)
  }
}
