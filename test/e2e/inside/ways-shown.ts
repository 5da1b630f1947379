/** Base64 as a site may break it: in pieces of `size`. */
const pieces = (text: string, size: number): string[] => text.match(new RegExp(`.{1,${String(size)}}`, 'gs')) ?? [];
const inPieces = (text: string, size: number, show: (piece: string, i: number) => string): string =>
  pieces(text, size).map(show).join('');

const readersOnly = 'position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0)';
const css = '.gut { user-select: none; -webkit-user-select: none }';

/** Ways in which sites show somebody's text that are no single text node. */
export const waysShown: Readonly<Record<string, (text: string) => string>> = {
  'in one piece': (text) => `<p>${text}</p>`,
  'with the prefix marked by a search': (text) => `<p>see <mark>LK1</mark>${text.slice(3)}</p>`,
  'with a piece of the prefix marked': (text) => `<p>L<mark>K</mark>1<b>:</b>${text.slice(4)}</p>`,
  'with a piece of the text marked': (text) =>
    `<p>${text.slice(0, 30)}<mark>${text.slice(30, 34)}</mark>${text.slice(34)}</p>`,
  'by a code highlighter': (text) =>
    `<pre><code><span class="hljs-attr">LK1</span><span class="punct">:</span>${inPieces(text.slice(4), 13, (piece) => `<span class="tok">${piece}</span>`)}</code></pre>`,
  'letter by letter': (text) => `<p>${inPieces(text, 1, (letter) => `<span>${letter}</span>`)}</p>`,
  'letter by letter in boxes': (text) =>
    `<p>${inPieces(text, 1, (letter) => `<span style="display: inline-block">${letter}</span>`)}</p>`,
  'letter by letter with spaces between': (text) => `<p>${pieces(text, 1).join(' ')}</p>`,
  'in groups of four': (text) => `<p>LK1: ${pieces(text.slice(4), 4).join(' ')}</p>`,
  'with a style sheet inside': (text) =>
    `<p>${text.slice(0, 2)}<style>.a { color: red }</style>${text.slice(2, 40)}<style>.LK1 { color: red }</style>${text.slice(40)}</p>`,
  'with a script inside': (text) => `<p>${text.slice(0, 40)}<script>var lk = 1</script>${text.slice(40)}</p>`,
  'with what is not drawn inside': (text) =>
    `<p>${text.slice(0, 2)}<i hidden>more</i>${text.slice(2, 40)}<i style="display: none">link</i>${text.slice(40)}</p>`,
  'with what is for screen readers only': (text) =>
    `<p>${text.slice(0, 40)}<span style="${readersOnly}">end of line</span>${text.slice(40)}</p>`,
  'with what is pushed aside': (text) =>
    `<p>${text.slice(0, 40)}<span style="position: absolute; left: -9999px">line</span>${text.slice(40)}</p>`,
  'with what is invisible': (text) =>
    `<p>${text.slice(0, 40)}<span style="visibility: hidden">line</span>${text.slice(40, 60)}<span style="font-size: 0">zero</span>${text.slice(60, 70)}<span style="opacity: 0">none</span>${text.slice(70)}</p>`,
  'with a button inside': (text) => `<p>${text.slice(0, 40)}<button>Copy</button>${text.slice(40)}</p>`,
  'with comments inside': (text) => `<p>${inPieces(text, 7, (piece) => `${piece}<!-- LK1:A -->`)}</p>`,
  'with line numbers in cells of their own': (text) =>
    `<table>${inPieces(text, 40, (piece, i) => `<tr><td>${String(i + 7)}</td><td>${piece}</td></tr>`)}</table>`,
  'with line numbers that can not be selected': (text) =>
    `<style>${css}</style><pre>${inPieces(text, 40, (piece, i) => `<span class="gut">${String(i + 7)}</span>${piece}\n`)}</pre>`,
  'with line numbers in the text': (text) =>
    `<pre>${pieces(text, 40)
      .map((piece, i) => `${String(i + 98).padStart(4)}  ${piece}`)
      .join('\n')}</pre>`,
  'quoted by mail': (text) =>
    `<pre>${pieces(text, 60)
      .map((piece) => `> ${piece}`)
      .join('\n')}</pre>`,
  'quoted with initials': (text) =>
    `<pre>${pieces(text, 60)
      .map((piece) => `MK> ${piece}`)
      .join('\n')}</pre>`,
  'quoted twice, broken by tags': (text) =>
    `<p>${pieces(text, 60)
      .map((piece) => `MK&gt; &gt; ${piece}`)
      .join('<br>')}</p>`,
  'with names and times, as in a chat': (text) =>
    `<div>${inPieces(text, 60, (piece) => `<p>[10:42] &lt;mira&gt; ${piece}</p>`)}</div>`,
  'as an added line of a change': (text) =>
    `<pre>${pieces(text, 60)
      .map((piece) => `+${piece}`)
      .join('\n')}</pre>`,
  'as added lines with the sign in a cell': (text) =>
    `<table>${inPieces(text, 40, (piece, i) => `<tr><td>${String(i + 1)}</td><td>+</td><td>${piece}</td></tr>`)}</table>`,
  'with places to break': (text) => `<p>${pieces(text, 9).join('<wbr>')}</p>`,
  'with soft hyphens': (text) => `<p>L&shy;${pieces(text.slice(1), 9).join('&shy;')}</p>`,
  'with zero-width characters': (text) => `<p>${pieces(text, 1).join('\u200b')}</p>`,
  'over several paragraphs': (text) => inPieces(text, 64, (piece) => `<p>${piece}</p>`),
  'over the boxes of a code editor': (text) =>
    inPieces(text, 40, (piece) => `<div class="view-line"><span><span class="mtk1">${piece}</span></span></div>`),
  'in list items': (text) => `<ol>${inPieces(text, 50, (piece) => `<li>${piece}</li>`)}</ol>`,
  'with a prefix on a line of its own': (text) => `<p>LK1:</p><p>${text.slice(4)}</p>`,
  'with an escaped colon': (text) => `<p>LK1&amp;#58;${text.slice(4)}</p>`,
  'as it stands in a script or a log': (text) => `<pre>"${text.replaceAll('/', '\\/')}\\n"</pre>`,
  'escaped as in JSON': (text) =>
    `<pre>{"text":"${pieces(text, 70).join('\n').replaceAll('/', '\\u002f').replaceAll('+', '\\u002B').replaceAll('\n', '\\n')}"}</pre>`,
  'escaped as in an address': (text) => `<p>?text=${encodeURIComponent(text)}&amp;x=1</p>`,
  'as vector graphics': (text) =>
    `<svg width="600" height="90"><text>${inPieces(text, 40, (piece, i) => `<tspan x="0" y="${String(20 + 14 * i)}">${piece}</tspan>`)}</text></svg>`,
  'folded away in part': (text) => `<p>${text.slice(0, 90)}<span hidden>${text.slice(90)}</span></p>`,
  'in a hidden part of the page': (text) => `<div hidden><p>${text.slice(0, 2)}<b>${text.slice(2)}</b></p></div>`,
  'where nothing can be selected': (text) =>
    `<div style="user-select: none; -webkit-user-select: none"><p>${text.slice(0, 9)}<b>${text.slice(9)}</b></p></div>`,
  'in a shadow root': (text) => `<div><template shadowrootmode="open">${text}</template></div>`,
  'in a root in a root': (text) =>
    `<x-a><template shadowrootmode="open"><x-b><template shadowrootmode="open"><p>${text}</p></template></x-b></template></x-a>`,
  'in a slot': (text) =>
    `<x-a><template shadowrootmode="open"><p>said <slot></slot></p></template>${text.slice(0, 9)}<b>${text.slice(9)}</b></x-a>`,
  'in slots and around them': (text) =>
    `<x-a><template shadowrootmode="open">${text.slice(0, 20)}<slot></slot>${text.slice(40)}</template>${text.slice(20, 40)}</x-a>`,
  'with a root for every line': (text) =>
    inPieces(text, 40, (piece) => `<x-line><template shadowrootmode="open"><div>${piece}</div></template></x-line>`),
};
