extension TracePage {
  static let style = #"""
    .find input{width:240px}
    #computers{display:flex;gap:6px;flex-wrap:wrap;margin-top:8px}
    #computers button{border-radius:99px;padding:1px 11px;font-size:13px}
    #computers button[aria-pressed=true]{background:var(--accent-soft);border-color:var(--accent);color:var(--accent)}
    main{flex:1;display:grid;grid-template-columns:minmax(380px,1.05fr) minmax(360px,1fr);min-height:0}
    #diagram{display:flex;flex-direction:column;min-height:0;min-width:0;border-right:1px solid var(--line)}
    #heads{height:44px;overflow:hidden;background:var(--panel);border-bottom:1px solid var(--line);flex:none}
    #list{flex:1;overflow:auto;position:relative;outline-offset:-2px}
    #space{position:relative;min-width:100%}
    #space svg{position:absolute;left:0}
    svg text{fill:var(--ink);font-size:12.5px}
    svg .head{font-weight:650;font-size:13px;text-anchor:middle}
    svg .headbox{fill:var(--accent-soft);stroke:var(--accent)}
    svg .life{stroke:var(--line);stroke-width:1.5;stroke-dasharray:3 4}
    svg .num{fill:var(--note);font-size:11px}
    svg .what{font-weight:600}
    svg .soft{fill:var(--soft)}
    svg .arrow{stroke:var(--accent);stroke-width:1.6;fill:none}
    svg .tip{fill:var(--accent)}
    svg .back{stroke-dasharray:5 4}
    svg .fault .arrow.back,svg .lost .arrow{stroke:var(--bad)}
    svg .fault .tip.back,svg .lost .tip{fill:var(--bad)}
    svg .fault .answer,svg .lost .answer{fill:var(--bad);font-weight:600}
    svg .held .arrow{stroke:var(--warn)}
    svg .held .tip{fill:var(--warn)}
    svg .held .answer{fill:var(--warn)}
    svg .hit{fill:transparent;cursor:pointer}
    svg g.row:hover .hit{fill:var(--accent-soft);fill-opacity:.5}
    svg g.row[aria-selected=true] .hit{fill:var(--accent-soft);stroke:var(--accent)}
    #details{overflow:auto;padding:18px 22px;background:var(--panel);min-width:0}
    #details dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0}
    #details dt{color:var(--soft)}
    #details dd{margin:0;overflow-wrap:anywhere}
    .pill{display:inline-block;border-radius:99px;padding:0 9px;font-size:12.5px;border:1px solid currentColor}
    .good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}
    .note{color:var(--note);font-style:normal;font-family:system-ui,sans-serif;font-size:12px}
    .xml,.raw{font:12.5px/1.55 ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Consolas,monospace;background:var(--bg);border:1px solid var(--line);border-radius:9px;padding:10px 12px;overflow-x:auto;margin:0}
    .xml div{white-space:pre-wrap;overflow-wrap:anywhere;padding-left:4ch;text-indent:-4ch}
    .raw{white-space:pre;color:var(--soft)}
    .xml .t{color:var(--tag)}.xml .v{color:var(--val)}.xml .n{color:var(--note);margin-left:1.2em;font-family:system-ui,sans-serif;font-size:12px}
    .hint{color:var(--soft);margin-top:30vh;text-align:center}
    kbd{border:1px solid var(--line);border-bottom-width:2px;border-radius:5px;padding:0 5px;font:12px ui-monospace,monospace}
    @media (max-width:820px){.hint{margin-top:4vh}main{grid-template-columns:1fr;grid-template-rows:1fr 1fr}#diagram{border-right:0;border-bottom:1px solid var(--line)}}
    @media print{main{display:block}#list{overflow:visible}}
    """#
}
