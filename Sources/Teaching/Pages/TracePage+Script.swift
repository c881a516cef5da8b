extension TracePage {
  /// Draws only the exchanges that are in sight, so that ten thousand open at once.
  static let script = #"""
    (() => {
      const data = JSON.parse(document.getElementById('data').textContent);
      const S = data.strings, X = data.exchanges, C = data.computers, G = data.glossary;
      const ROW = 62, LEFT = 96, NS = 'http://www.w3.org/2000/svg';
      const $ = id => document.getElementById(id);
      const list = $('list'), space = $('space'), heads = $('heads'), details = $('details');
      const chosen = new Set(C.map((_, i) => i));
      let shown = [], selected = -1, gap = 260, drawn = '';

      const make = (name, attributes, ...children) => {
        const node = document.createElementNS(NS, name);
        for (const key in attributes) node.setAttribute(key, attributes[key]);
        node.append(...children);
        return node;
      };
      const element = (name, className, ...children) => {
        const node = document.createElement(name);
        if (className) node.className = className;
        node.append(...children);
        return node;
      };
      const size = n => n < 1024 ? n + ' B' : n < 1048576 ? (n / 1024).toFixed(1) + ' KB' : (n / 1048576).toFixed(1) + ' MB';
      const time = t => t < 100 ? (t / 10) + ' ms' : t < 100000 ? Math.round(t / 10) + ' ms' : (t / 10000).toFixed(1) + ' s';
      const clip = (text, n) => text.length > n ? text.slice(0, n - 1) + '\u2026' : text;
      const message = m => {
        if (!m.length) return '';
        const parts = S[m[0]].split('\u0001');
        let text = parts[0];
        for (let i = 1; i < parts.length; i++) text += S[m[i]] + parts[i];
        return text;
      };
      const kinds = ['', 'fault', 'lost', 'held', 'held'];
      const answer = x => x[3] === 0 ? x[4] + ' OK' : x[3] === 1 ? 'Fault ' + S[x[10]].split(':')[0]
        : x[3] === 2 ? (x[4] ? 'HTTP ' + x[4] + ', no message' : 'No answer') : x[3] === 3 ? 'Not sent: forbidden by the client' : 'Not sent: -WhatIf';
      const spoken = x => 'Exchange ' + x[14] + ': ' + S[x[1]] + ' ' + S[x[2]] + ' to ' + C[x[0]] + ', ' + answer(x)
        + ', ' + size(x[5]) + ' sent, ' + size(x[6]) + ' received, ' + S[x[9]];

      const columns = () => C.map((_, i) => i).filter(i => chosen.has(i));
      const layout = () => {
        const n = Math.max(columns().length, 1);
        gap = Math.max(n > 1 ? 150 : 280, Math.min(460, (list.clientWidth - LEFT - 76) / n));
        space.style.height = shown.length * ROW + 'px';
        space.style.width = LEFT + gap * n + 70 + 'px';
        heads.replaceChildren(drawHeads());
        drawn = '';
        draw();
      };
      const drawHeads = () => {
        const svg = make('svg', {width: LEFT + gap * columns().length + 70, height: 44});
        const box = (x, name) => svg.append(
          make('rect', {class: 'headbox', x: x - 66, y: 8, width: 132, height: 28, rx: 7}),
          make('text', {class: 'head', x, y: 27}, clip(name, 18)));
        box(LEFT - 20, 'this computer');
        columns().forEach((c, i) => box(LEFT + gap * (i + 1), C[c]));
        return svg;
      };
      const arrow = (from, to, y, back) => {
        const d = to > from ? -1 : 1;
        return [make('line', {class: 'arrow' + (back ? ' back' : ''), x1: from, y1: y, x2: to + d * 6, y2: y}),
          make('path', {class: 'tip' + (back ? ' back' : ''), d: `M${to} ${y}l${d * 9} -4.5v9z`})];
      };
      const drawRow = (index, top) => {
        const x = X[shown[index]], lane = columns().indexOf(x[0]), y = top;
        const a = LEFT - 20, b = LEFT + gap * (lane + 1), held = x[3] > 2, room = Math.max(20, Math.floor((b - a) / 7.2));
        const g = make('g', {class: 'row ' + kinds[x[3]], id: 'x' + index, role: 'option', 'aria-label': spoken(x),
          'aria-selected': index === selected, 'aria-setsize': shown.length, 'aria-posinset': index + 1});
        g.append(make('rect', {class: 'hit', x: 3, y: y + 2, width: Math.max(b + 40, 200), height: ROW - 4, rx: 7}));
        g.append(make('text', {class: 'num', x: 12, y: y + 25}, '#' + x[14]));
        g.append(make('text', {class: 'num', x: 12, y: y + 47}, held ? '' : time(x[8])));
        const label = make('text', {x: a + 10, y: y + 18}, make('tspan', {class: 'what'}, S[x[1]]));
        label.append(make('tspan', {class: 'soft', dx: 7}, clip(S[x[2]], Math.max(8, room - S[x[1]].length))));
        g.append(label);
        if (held) {
          const stop = a + 46;
          g.append(...arrow(a, stop, y + 25, false), make('text', {class: 'answer', x: a + 12, y: y + 45}, answer(x)));
        } else {
          g.append(...arrow(a, b, y + 25, false));
          if (x[3] !== 2 || x[4]) g.append(...arrow(b, a, y + 52, true));
          const back = make('text', {class: 'answer', x: a + 12, y: y + 45}, clip(answer(x), room - 14));
          back.append(make('tspan', {class: 'soft', dx: 8}, size(x[6])));
          g.append(back);
        }
        g.addEventListener('click', () => { select(index); });
        return g;
      };
      const draw = () => {
        const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 3);
        const last = Math.min(shown.length, Math.ceil((list.scrollTop + list.clientHeight) / ROW) + 3);
        const key = first + ' ' + last + ' ' + selected + ' ' + gap;
        heads.scrollLeft = list.scrollLeft;
        if (key === drawn) return;
        drawn = key;
        const height = Math.max((last - first) * ROW, list.clientHeight);
        const svg = make('svg', {width: space.style.width, height, role: 'presentation'});
        svg.style.top = first * ROW + 'px';
        [LEFT - 20, ...columns().map((_, i) => LEFT + gap * (i + 1))].forEach(x =>
          svg.append(make('line', {class: 'life', x1: x, y1: 0, x2: x, y2: height})));
        for (let i = first; i < last; i++) svg.append(drawRow(i, (i - first) * ROW));
        space.replaceChildren(svg);
      };

      const filter = () => {
        const words = $('find').value.toLowerCase().split(' ').filter(w => w);
        const fits = x => chosen.has(x[0]) && words.every(w =>
          (C[x[0]] + ' ' + S[x[1]] + ' ' + S[x[2]] + ' ' + answer(x) + ' ' + S[x[10]]).toLowerCase().includes(w)
          || x[11].some(t => S[t].toLowerCase().includes(w)) || x[12].some(t => S[t].toLowerCase().includes(w)));
        const kept = selected >= 0 ? shown[selected] : -1;
        shown = [];
        X.forEach((x, i) => { if (fits(x)) shown.push(i); });
        selected = shown.indexOf(kept);
        const faults = shown.filter(i => X[i][3] > 0).length;
        $('summary').textContent = (shown.length === X.length ? X.length : shown.length + ' of ' + X.length)
          + (X.length === 1 ? ' exchange, ' : ' exchanges, ') + size(shown.reduce((n, i) => n + X[i][5], 0)) + ' sent, '
          + size(shown.reduce((n, i) => n + X[i][6], 0)) + ' received' + (faults ? ', ' + faults + ' without result' : '');
        layout();
        if (selected < 0) welcome();
      };
      const select = index => {
        if (index < 0 || index >= shown.length) return;
        selected = index;
        const top = index * ROW;
        if (top < list.scrollTop) list.scrollTop = top;
        if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
        draw();
        list.setAttribute('aria-activedescendant', 'x' + index);
        open(X[shown[index]]);
      };
      const welcome = () => {
        list.removeAttribute('aria-activedescendant');
        details.replaceChildren(element('p', 'hint', 'Choose an exchange to read its messages. ', element('br'),
          element('kbd', '', '\u2191'), ' ', element('kbd', '', '\u2193'), ' walk, ', element('kbd', '', 'Enter'), ' reads, ',
          element('kbd', '', 'Esc'), ' goes back, ', element('kbd', '', '/'), ' finds'));
      };

      // What scrolls on its own can be reached with the keyboard, and says what it is.
      const scrolling = (node, name) => {
        node.tabIndex = 0;
        node.setAttribute('role', 'group');
        node.setAttribute('aria-label', name);
        return node;
      };
      const pretty = (text, name) => {
        const box = scrolling(element('div', 'xml'), name);
        const tokens = text.match(/<[^>]*>|[^<]+/g) || [];
        if (!text.startsWith('<')) { box.append(element('div', '', text)); return box; }
        const decode = t => t.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#xD;/gi, '\r').replace(/&amp;/g, '&');
        let depth = 0, lines = 0;
        const tag = (line, token) => {
          const parts = /^<(\/?)([^\s\/>]+)([\s\S]*?)(\/?)>$/.exec(token);
          if (!parts) { line.append(token); return ''; }
          line.append('<' + parts[1], element('span', 't', parts[2]));
          const rest = /([^\s=]+)="([^"]*)"/g;
          for (let m; (m = rest.exec(parts[3]));) line.append(' ' + m[1] + '=', element('span', 'v', '"' + decode(m[2]) + '"'));
          line.append(parts[4] + '>');
          return parts[2];
        };
        for (let i = 0; i < tokens.length; i++) {
          if (lines++ > 4000) { box.append(element('div', 'note', '\u2026')); break; }
          const token = tokens[i], line = element('div', '');
          if (token.startsWith('</')) depth = Math.max(0, depth - 1);
          line.append('  '.repeat(depth));
          if (!token.startsWith('<')) line.append(element('span', 'v', decode(token)));
          else {
            const name = tag(line, token), opens = !token.startsWith('</') && !token.endsWith('/>');
            if (opens) {
              if (tokens[i + 1] && tokens[i + 1].startsWith('</')) { tag(line, tokens[++i]); }
              else if (tokens[i + 1] && !tokens[i + 1].startsWith('<') && tokens[i + 2] && tokens[i + 2].startsWith('</')) {
                line.append(element('span', 'v', decode(tokens[++i])));
                tag(line, tokens[++i]);
              } else depth++;
            }
            if (!token.startsWith('</') && G[name]) line.append(element('span', 'n', G[name]));
          }
          box.append(line);
        }
        return box;
      };
      const raw = (text, name) => scrolling(element('pre', 'raw', text), name);
      const open = x => {
        const rows = element('dl', ''), row = (name, ...value) => rows.append(element('dt', '', name), element('dd', '', ...value));
        row('Computer', C[x[0]]);
        row('Address', S[x[15]]);
        if (S[x[2]]) row('Resource', S[x[2]]);
        row('Result', element('span', 'pill ' + (x[3] === 0 ? 'good' : x[3] < 3 ? 'bad' : 'warn'), answer(x)));
        if (S[x[10]]) row(x[3] === 1 ? 'Fault' : 'Reason', S[x[10]]);
        if (x[3] < 3) {
          row('Protection', S[x[9]]);
          row('Bytes', size(x[5]) + ' sent, ' + size(x[6]) + ' received');
          row('Time', time(x[8]) + ', begun after ' + time(x[7]));
        }
        const parts = [element('h2', '', '#' + x[14] + '  ' + S[x[1]]), rows];
        if (x[13].length) {
          parts.push(element('h3', '', 'HTTP'));
          x[13].forEach((leg, i) => {
            const name = 'HTTP request ' + (i + 1) + ' of ' + x[13].length;
            parts.push(raw('POST' + (leg[7] ? ' on a new connection' : '') + '\n' + S[leg[0]] + '\n(' + leg[1] + ' bytes' + (leg[8] ? ', encrypted' : '')
              + ')\n\n' + (leg[3] ? 'HTTP ' + leg[3] : 'no answer') + '\n' + (S[leg[4]] ? S[leg[4]] + '\n' : '') + '(' + leg[5] + ' bytes)', name));
            if (S[leg[9]]) parts.push(element('p', 'note', 'This is no message:'), raw(S[leg[9]], 'Body that is no message'));
          });
        }
        const sealed = x[13].length ? x[13][x[13].length - 1] : null;
        parts.push(element('h3', '', x[3] < 3 ? 'Request' : 'Request that was not sent'));
        if (sealed && S[sealed[2]]) parts.push(element('p', 'note', 'As sent:'), raw(S[sealed[2]], 'Request as sent'), element('p', 'note', 'Decrypted:'));
        parts.push(pretty(message(x[11]), 'Request'));
        if (x[12].length) {
          parts.push(element('h3', '', 'Answer'));
          if (sealed && S[sealed[6]]) parts.push(element('p', 'note', 'As received:'), raw(S[sealed[6]], 'Answer as received'), element('p', 'note', 'Decrypted:'));
          parts.push(pretty(message(x[12]), 'Answer'));
        }
        details.replaceChildren(...parts);
        details.scrollTop = 0;
      };

      list.addEventListener('scroll', () => requestAnimationFrame(draw), {passive: true});
      addEventListener('resize', layout);
      list.addEventListener('keydown', event => {
        const page = Math.max(1, Math.floor(list.clientHeight / ROW) - 1);
        const to = {ArrowDown: selected + 1, ArrowUp: Math.max(selected - 1, 0), Home: 0, End: shown.length - 1,
          PageDown: Math.min(selected + page, shown.length - 1), PageUp: Math.max(selected - page, 0)}[event.key];
        if (to !== undefined) { event.preventDefault(); select(to); }
        if (event.key === 'Enter' && selected >= 0) { event.preventDefault(); details.focus(); }
      });
      addEventListener('keydown', event => {
        if (event.key === 'Escape') list.focus();
        if (event.key === '/' && document.activeElement !== $('find')) { event.preventDefault(); $('find').focus(); }
      });
      let wait = 0;
      $('find').addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(filter, 120); });
      C.forEach((name, i) => {
        const button = element('button', '', name);
        button.type = 'button';
        button.setAttribute('aria-pressed', 'true');
        button.addEventListener('click', () => {
          if (chosen.has(i)) chosen.delete(i); else chosen.add(i);
          button.setAttribute('aria-pressed', chosen.has(i));
          filter();
        });
        $('computers').append(button);
      });
      filter();
      document.documentElement.dataset.ready = Math.round(performance.now());
    })();
    """#
}
