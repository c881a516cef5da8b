import Testing

@testable import PSCommands

/// `ConvertTo-Json` and `ConvertFrom-Json`.
struct JSONCommandTests {
  @Test func layoutOfWindowsPowerShell() async throws {
    let shell = try Shell()
    let text = try await shell.script(
      "[ordered]@{a=1;b=@(1,2);c=@{d='x';e=$null};f=@()} | ConvertTo-Json")
    #expect(
      text == [
        """
        {
            "a":  1,
            "b":  [
                      1,
                      2
                  ],
            "c":  {
                      "d":  "x",
                      "e":  null
                  },
            "f":  [

                  ]
        }
        """
      ])
  }

  @Test(arguments: [
    ("1,'a',$true,$null | ConvertTo-Json -Compress", "[1,\"a\",true,null]"),
    ("'it''s <b>' | ConvertTo-Json", "\"it\\u0027s \\u003cb\\u003e\""),
    (
      "@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json -Compress",
      "{\"a\":{\"b\":{\"c\":\"System.Collections.Hashtable\"}}}"
    ),
    ("@{a=@{b=1}} | ConvertTo-Json -Compress -Depth 0", "{\"a\":\"System.Collections.Hashtable\"}"),
    (
      "[pscustomobject]@{n=1.5;d=[datetime]'2024-05-01T00:00:00Z'} | ConvertTo-Json -Compress",
      "{\"n\":1.5,\"d\":\"\\/Date(1714521600000)\\/\"}"
    ),
    ("\"a`tb\" | ConvertTo-Json", "\"a\\tb\""),
  ])
  func values(script: String, expected: String) async throws {
    #expect(try await Shell().script(script) == [expected])
  }

  @Test func reading() async throws {
    let shell = try Shell()
    #expect(
      try await shell.script(
        """
        $x = '{"a": 1, "b": [true, null, 2.5], "c": {"d": "\\u00e4\\n"}, "big": 5000000000}' | ConvertFrom-Json
        $x.a; $x.b.Count; $x.b[2].GetType().Name; $x.c.d.Length; $x.big.GetType().Name
        $x.psobject.Properties.Name -join ','
        """) == ["1", "3", "Decimal", "2", "Int64", "a,b,c,big"])
    #expect(try await shell.script("('[1,2]' | ConvertFrom-Json).Count") == ["2"])
  }

  @Test(arguments: ["{", "[1,]", "{\"a\" 1}", "nul", "\"x", "1 2", "[\"\\q\"]"])
  func malformed(text: String) async throws {
    let result = try await Shell().script("ConvertFrom-Json '\(text)'")
    #expect(
      result.last?.hasPrefix(
        "!System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand") == true)
  }

  @Test func deepNestingIsRefused() async throws {
    let deep = String(repeating: "[", count: 5000)
    #expect(try await Shell().script("ConvertFrom-Json '\(deep)'").last?.hasPrefix("!") == true)
  }
}
