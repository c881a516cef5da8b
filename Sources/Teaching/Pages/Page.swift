import XMLStream

/// What all pages have in common.
enum Page {
  /// A number that nobody can guess: what a message brings along cannot run as script or style.
  static func nonce() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in String(UInt32.random(in: .min ... .max, using: &generator), radix: 36)
    }
    .joined()
  }

  /// Text for a place between tags or in an attribute, in ASCII.
  static func escaped(_ text: String) -> String {
    XMLMarkup.escaped(text) { scalar in
      switch scalar {
      case "'": "'"
      case " "..."~": nil
      default: scalar.value < 0x20 ? " " : "&#\(scalar.value);"
      }
    }
  }

  /// The beginning of a page, up to the end of its head.
  static func head(title: String, nonce: String, style: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-\(nonce)'; \
    script-src 'nonce-\(nonce)'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(escaped(title))</title>
    <style nonce="\(nonce)">\(style)</style>
    </head>
    """
  }

  /// Colours and the parts that every page has.
  static let style = #"""
    :root{--bg:#f4f6f9;--panel:#fff;--ink:#1b2430;--soft:#5b6878;--line:#d5dce5;--edge:#7a8695;--accent:#1d5fd1;--accent-soft:#e4edfc;
    --good:#1a7f4b;--bad:#c2273c;--warn:#9a5b00;--tag:#0b62a8;--val:#8a3b00;--note:#5c6672;--shadow:0 1px 3px rgb(20 30 45/.10)}
    @media (prefers-color-scheme:dark){:root:not([data-theme=light]){--bg:#10151c;--panel:#181f29;--ink:#e4eaf2;--soft:#9aa8b9;
    --line:#2c3644;--edge:#6f7f94;--accent:#78aaff;--accent-soft:#1f2f4b;--good:#5fd39a;--bad:#ff7d8d;--warn:#f0b35f;--tag:#7cc1ff;--val:#f3b98a;--note:#8b98a8;
    --shadow:0 1px 3px rgb(0 0 0/.5)}}
    :root[data-theme=dark]{--bg:#10151c;--panel:#181f29;--ink:#e4eaf2;--soft:#9aa8b9;
    --line:#2c3644;--edge:#6f7f94;--accent:#78aaff;--accent-soft:#1f2f4b;--good:#5fd39a;--bad:#ff7d8d;--warn:#f0b35f;--tag:#7cc1ff;--val:#f3b98a;--note:#8b98a8;
    --shadow:0 1px 3px rgb(0 0 0/.5)}
    *{box-sizing:border-box}
    html,body{height:100%;margin:0}
    body{background:var(--bg);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;display:flex;flex-direction:column}
    h1{font-size:17px;margin:0;font-weight:650;letter-spacing:-.01em}
    h2{font-size:15px;margin:0 0 .5em;font-weight:650}
    h3{font-size:13px;margin:1.4em 0 .4em;font-weight:650;color:var(--soft)}
    button,input{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--edge);border-radius:7px;padding:4px 11px}
    button{cursor:pointer}
    button:hover{border-color:var(--accent)}
    :focus-visible{outline:2px solid var(--accent);outline-offset:1px}
    header{background:var(--panel);border-bottom:1px solid var(--line);padding:10px 18px;box-shadow:var(--shadow);z-index:2}
    .bar{display:flex;gap:16px;align-items:center;flex-wrap:wrap}
    .bar p{margin:0;color:var(--soft);flex:1}
    .skip{position:absolute;left:-9999px}
    .skip:focus{left:8px;top:8px;background:var(--panel);padding:6px;z-index:9}
    @media print{html,body{height:auto}body,main{display:block}main{overflow:visible}#theme{display:none}}
    """#

  /// The button that changes between dark and light.
  static let themeScript = #"""
    'use strict';
    {
      const root = document.documentElement, button = document.getElementById('theme');
      const preference = matchMedia('(prefers-color-scheme:dark)');
      const isDark = () => (root.dataset.theme || (preference.matches ? 'dark' : 'light')) === 'dark';
      const label = () => {
        button.textContent = isDark() ? 'Light' : 'Dark';
        button.setAttribute('aria-label', button.textContent + ' colours');
      };
      button.addEventListener('click', () => { root.dataset.theme = isDark() ? 'light' : 'dark'; label(); });
      preference.addEventListener('change', label);
      label();
    }

    """#
}
