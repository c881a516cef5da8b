import WSManClient

/// A map as one page for a browser: the connections as a drawing, the trees to open and close.
struct MapPage {
  private let computers: [MapComputer]

  init(_ computers: [MapComputer]) { self.computers = computers }

  /// The page, in ASCII.
  var html: String {
    let nonce = Page.nonce()
    let count = computers.count == 1 ? "1 computer" : "\(computers.count) computers"
    let trees = computers.enumerated().map { index, computer in
      """
      <section class="card" aria-labelledby="c\(index)"><h2 id="c\(index)">\(Page.escaped(computer.connection.name))</h2>
      <p class="soft">\(Page.escaped(computer.connection.text))</p>
      \(Self.body(of: computer))
      </section>
      """
    }.joined(separator: "\n")
    return """
      \(Page.head(title: "WS-Management map", nonce: nonce, style: Page.style + Self.style))
      <body>
      <header><div class="bar"><h1>WS-Management map</h1><p>\(count)</p>
      <button id="theme" type="button">Dark</button></div></header>
      <main>
      \(drawing)
      <div class="cards">
      \(trees)
      </div>
      </main>
      <script nonce="\(nonce)">\(Page.themeScript)\(Self.printScript)</script>
      </body>
      </html>
      """
  }

  private static let rowHeight = 74

  /// This computer at the left, the others at the right, and a line for each connection.
  private var drawing: String {
    let height = max(computers.count, 1) * Self.rowHeight + 20
    let middle = height / 2
    var parts: [String] = []
    for (index, computer) in computers.enumerated() {
      let connection = computer.connection
      let y = 10 + index * Self.rowHeight + Self.rowHeight / 2
      let kind = Self.kind(connection)
      let name = Page.escaped(connection.name)
      let dash = connection.protection == .none ? " dashed" : ""
      parts.append(
        """
        <g class="\(kind)"><path class="wire\(dash)" d="M190 \(middle)C270 \(middle) 240 \(y) 310 \(y)H640"/>
        <text class="on" x="316" y="\(y - 9)">\(Page.escaped(connection.wayText))</text>
        <text class="soft" x="316" y="\(y + 19)">\(Page.escaped(connection.trafficText))</text>
        <rect class="box" x="640" y="\(y - 23)" width="220" height="46" rx="10"/>
        <text class="name" x="750" y="\(y + 5)">\(name)</text></g>
        """)
    }
    let texts = computers.map { "\($0.connection.name): \($0.connection.text)" }
    return """
      <svg class="net" viewBox="0 0 880 \(height)" role="img" aria-labelledby="nett netd">
      <title id="nett">Connections</title><desc id="netd">\(Page.escaped(texts.joined(separator: "; ")))</desc>
      \(parts.joined(separator: "\n"))
      <rect class="box here" x="20" y="\(middle - 27)" width="170" height="54" rx="12"/>
      <text class="name" x="105" y="\(middle + 5)">this computer</text>
      </svg>
      """
  }

  private static func kind(_ connection: MapConnection) -> String {
    switch connection.protection {
    case .none: "clear"
    case .message, .tls: "sealed"
    case .local: "local"
    }
  }

  private static func body(of computer: MapComputer) -> String {
    guard let refusal = computer.refusal else { return list(computer.tree) }
    return "<p class=\"refusal\">\(Page.escaped(refusal))</p>"
  }

  private static func list(_ nodes: [MapNode]) -> String {
    guard !nodes.isEmpty else { return "" }
    let items = nodes.map { node in
      let name = Page.escaped(node.name)
      if let value = node.value {
        return "<li><span class=\"key\">\(name)</span> <span class=\"val\">\(Page.escaped(value))"
          + "</span></li>"
      }
      let children = list(node.children ?? [])
      guard !children.isEmpty else {
        let refusal = node.refusal.map { " <span class=\"refusal\">\(Page.escaped($0))</span>" }
        return "<li class=\"leaf\">\(name)\(refusal ?? "")</li>"
      }
      let count = node.settings > 0 ? " <span class=\"soft\">\(node.settings)</span>" : ""
      return "<li><details><summary>\(name)\(count)</summary>\(children)</details></li>"
    }
    return "<ul>\(items.joined())</ul>"
  }

  /// On paper nothing can be opened.
  private static let printScript = """
    addEventListener('beforeprint', () => {
      for (const part of document.querySelectorAll('details')) part.open = true;
    });

    """

  private static let style = #"""
    main{overflow:auto;padding:20px}
    .net{display:block;max-width:980px;width:100%;margin:0 auto 22px;background:var(--panel);border:1px solid var(--line);border-radius:14px;box-shadow:var(--shadow)}
    .net text{fill:var(--ink);font-size:13px}
    .net .soft,.soft{fill:var(--soft);color:var(--soft)}
    .net .name{text-anchor:middle;font-weight:650;font-size:14px}
    .net .on{font-weight:600}
    .net .box{fill:var(--bg);stroke:var(--edge);stroke-width:1.5}
    .net .here{fill:var(--accent-soft);stroke:var(--accent)}
    .net .wire{fill:none;stroke:var(--edge);stroke-width:2.5}
    .net .dashed{stroke-dasharray:6 5}
    .net .sealed .wire,.net .sealed .box{stroke:var(--good)}
    .net .clear .wire,.net .clear .box{stroke:var(--bad)}
    .net .clear .on{fill:var(--bad)}
    .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(340px,1fr));gap:16px;max-width:1500px;margin:auto}
    .card{background:var(--panel);border:1px solid var(--line);border-radius:14px;padding:16px 20px;box-shadow:var(--shadow);min-width:0}
    .card p{margin:0 0 .6em}
    ul{list-style:none;margin:0;padding-left:15px}
    .card>ul{padding-left:0}
    li{padding:1px 0;overflow-wrap:anywhere}
    summary{cursor:pointer;border-radius:5px;font-weight:600}
    .leaf{padding-left:15px;font-weight:600}
    .refusal{color:var(--bad)}
    @media print{.cards{display:block}.card,.net{box-shadow:none;margin-bottom:16px}}
    .key{color:var(--tag)}.val{color:var(--val)}
    """#
}
