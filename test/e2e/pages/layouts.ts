/** What must be seen after a step: a mark at this element, or none anywhere. */
interface Step {
  /** A script of the page. */
  readonly act?: string;
  readonly mark: string | null;
}

/** A page made to be hard for whoever looks for a place beside a field. */
export interface Layout {
  readonly name: string;
  readonly css?: string;
  readonly body: string;
  /** What a person presses first; nothing for pages without a field. */
  readonly focus?: string;
  readonly steps: readonly Step[];
}

const armored =
  'LK1:AQIAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqK/T+AQIAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob';

const area = '<textarea id="area" rows="3" style="width: 400px"></textarea>';
const line = '<input id="area" style="width: 300px; height: 36px; box-sizing: border-box">';
const lines = (count: number): string => Array.from({ length: count }, (_, i) => `<p>Line ${String(i)}</p>`).join('');
const hide = (selector: string): string =>
  `document.querySelector('${selector}').classList.toggle('hidden'); undefined`;
const scroll = (selector: string, top: number): string =>
  `document.querySelector('${selector}').scrollTop = ${String(top)}; undefined`;
const hidden = '.hidden { display: none }';

const there = { mark: '#area' } as const;
const gone = (act: string) => ({ act, mark: null }) as const;
const back = (act: string) => ({ act, mark: '#area' }) as const;

/** A field with the focus, and its mark. */
const beside: readonly Layout[] = [
  { name: 'a field alone', body: area, focus: '#area', steps: [there] },
  { name: 'a low field', body: line, focus: '#area', steps: [there] },
  {
    name: 'a send button right beside the field',
    body: '<div style="display: flex; width: 460px"><textarea id="area" style="flex: 1"></textarea><button style="width: 64px">Send</button></div>',
    focus: '#area',
    steps: [there],
  },
  {
    name: 'a grid with a toolbar above and buttons beside',
    body: `<div style="display: grid; grid-template-columns: 300px 40px 60px; gap: 2px">
      <button>Bold</button><button>A</button><button>B</button><textarea id="area" style="height: 90px"></textarea><button>♪</button><button>Send</button></div>`,
    focus: '#area',
    steps: [there],
  },
  {
    name: 'a button to clear inside the field',
    body: `<div style="position: relative; width: 300px">${line}<button style="position: absolute; right: 4px; top: 6px; width: 24px; height: 24px">×</button></div>`,
    focus: '#area',
    steps: [there],
  },
  {
    name: 'an icon that only a script makes a button',
    body: `<div style="display: flex; width: 360px">${line}<div style="width: 40px; cursor: pointer">➤</div></div>`,
    focus: '#area',
    steps: [there],
  },
  {
    name: 'no place that is free',
    body: `<div style="display: grid; grid-template-columns: 300px 40px; gap: 0; position: fixed; inset: 0 auto auto 0">
      <button>Bold</button><button>A</button><input id="area" style="height: 24px" value="${'a word '.repeat(30)}"><button>♪</button><button>Files</button><button>B</button></div>`,
    focus: '#area',
    steps: [{ mark: null }],
  },
  {
    name: 'right to left',
    body: '<div dir="rtl" style="padding: 60px"><textarea id="area" style="width: 300px"></textarea><button>אב</button></div>',
    focus: '#area',
    steps: [there],
  },
  ...[0.8, 1.5].map((zoom) => ({
    name: `zoom ${String(zoom)} of the page`,
    css: `html { zoom: ${String(zoom)} }`,
    body: area,
    focus: '#area',
    steps: [there],
  })),
  {
    name: 'zoom of the body and a scale inside',
    css: 'body { zoom: 1.3 } div { transform: scale(0.8) translate(40px, 30px) }',
    body: `<div>${area}</div>`,
    focus: '#area',
    steps: [there],
  },
  {
    name: 'a field that grew by a transform later',
    body: `<div id="box">${area}</div>`,
    focus: '#area',
    steps: [
      there,
      back(`document.querySelector('#box').style.transform = 'translate(200px, 300px) scale(0.7)'; undefined`),
    ],
  },
  {
    name: 'an open shadow root',
    body: `<div id="host" style="width: 420px"></div>`,
    focus: '#host',
    steps: [{ mark: '#host' }],
  },
];

/** Fields and texts that are higher than what is seen of them. */
const tall: readonly Layout[] = [
  {
    name: 'a textarea of 1500 px',
    body: '<textarea id="area" style="width: 400px; height: 1500px"></textarea>',
    focus: '#area',
    steps: [there, back('scrollTo(0, 400)'), back('scrollTo(0, 900)')],
  },
  {
    name: 'a letter of 80 lines',
    body: `<div id="area" contenteditable style="width: 600px; border: 1px solid">${lines(80)}</div>`,
    focus: '#area',
    steps: [there, back('scrollTo(0, 1200)')],
  },
  {
    name: 'a field that fills the window',
    css: 'body { margin: 0 }',
    body: '<textarea id="area" style="position: fixed; inset: 0; width: 100vw; height: 100vh; border: 0; box-sizing: border-box">Dear all,\nhello</textarea>',
    focus: '#area',
    steps: [there],
  },
  {
    name: 'a body that is the editor',
    css: 'body { margin: 0; padding: 8px; min-height: 100vh; box-sizing: border-box }',
    body: `${lines(60)}<script>document.body.contentEditable = 'true'; document.body.id = 'area'</script>`,
    focus: 'p',
    steps: [there, back('scrollTo(0, 900)')],
  },
  {
    name: 'a foot of the page over the end of the field',
    body: `<textarea id="area" style="width: 400px; height: 1500px"></textarea><div style="position: fixed; inset: auto 0 0 0; height: 120px; background: beige"><button>Foot</button></div>`,
    focus: '#area',
    steps: [there],
  },
  {
    name: 'an armored text higher than the window',
    body: `<p id="area" style="width: 420px; overflow-wrap: anywhere; font-size: 40px">${armored}${armored.slice(4).repeat(4)}</p>`,
    steps: [there, back('scrollTo(0, 300)'), back('scrollTo(0, 600)')],
  },
];

/** What shows, hides, covers and moves a field without any scrolling or new node. */
const changing: readonly Layout[] = [
  {
    name: 'two panels switched by a class',
    css: `html, body { height: 100%; overflow: hidden; margin: 0 } ${hidden}`,
    body: `<div id="one" style="padding: 40px">${area}</div><div id="two" class="hidden" style="padding: 40px"><button style="width: 600px; height: 200px">Pay</button></div>`,
    focus: '#area',
    steps: [there, gone(`document.querySelector('#two').classList.toggle('hidden'); ${hide('#one')}`)],
  },
  {
    name: 'panels that are only made invisible',
    css: '.off { visibility: hidden } .pale { opacity: 0 }',
    body: `<p id="area" style="width: 420px; overflow-wrap: anywhere">${armored}</p>`,
    steps: [
      there,
      gone(`document.querySelector('#area').className = 'off'; undefined`),
      back(`document.querySelector('#area').className = ''; undefined`),
      gone(`document.querySelector('#area').className = 'pale'; undefined`),
    ],
  },
  {
    name: 'a text shown later by a class',
    css: hidden,
    body: `<div id="box" class="hidden"><p id="area" style="width: 420px; overflow-wrap: anywhere">${armored}</p></div>`,
    steps: [{ mark: null }, back(hide('#box')), gone(hide('#box'))],
  },
  {
    name: 'a text in details',
    body: `<details><summary>More</summary><p id="area" style="width: 420px; overflow-wrap: anywhere">${armored}</p></details>`,
    steps: [
      { mark: null },
      back(`document.querySelector('details').open = true; undefined`),
      gone(`document.querySelector('details').open = false; undefined`),
    ],
  },
  {
    name: 'a text in the summary of closed details',
    body: `<details><summary id="area" style="width: 420px; overflow-wrap: anywhere">${armored}</summary><p>More</p></details>`,
    steps: [there],
  },
  {
    name: 'a sibling that grows by a class',
    css: '.large { height: 300px }',
    body: `<div id="sibling" style="background: beige">Above</div>${area}`,
    focus: '#area',
    steps: [there, back(`document.querySelector('#sibling').className = 'large'; undefined`)],
  },
  {
    name: 'a field scrolled out of its own box',
    body: `<button style="width: 500px; height: 60px">Tools</button><div id="box" style="height: 200px; width: 500px; overflow: auto">${area}<div style="height: 900px"></div></div>`,
    focus: '#area',
    steps: [there, gone(scroll('#box', 300)), back(scroll('#box', 0))],
  },
  {
    name: 'a scroller in a scroller',
    body: `<div id="outer" style="height: 300px; width: 600px; overflow: auto"><div style="height: 120px"></div>
      <div id="inner" style="height: 240px; width: 500px; overflow: auto"><div style="height: 60px"></div>${area}<div style="height: 600px"></div></div><div style="height: 900px"></div></div>`,
    focus: '#area',
    steps: [there, gone(scroll('#inner', 220)), back(scroll('#inner', 20)), gone(scroll('#outer', 400))],
  },
  {
    name: 'a sticky head over a field that scrolls below it',
    body: `<div style="position: sticky; top: 0; height: 90px; background: beige; z-index: 2"><button style="width: 700px; height: 90px">Head</button></div><div style="height: 30px"></div>${area}<div style="height: 2000px"></div>`,
    focus: '#area',
    steps: [there, gone('scrollTo(0, 110)'), back('scrollTo(0, 0)')],
  },
  {
    name: 'a fixed layer over the field',
    css: hidden,
    body: `${area}<div id="layer" class="hidden" style="position: fixed; inset: 0; background: white"><button style="width: 600px; height: 300px">Buy</button></div>`,
    focus: '#area',
    steps: [there, gone(hide('#layer')), back(hide('#layer'))],
  },
  {
    name: 'a popover of the page over the field',
    body: `${area}<div id="layer" popover="manual" style="position: fixed; inset: 0; width: 100vw; height: 100vh"><button style="width: 600px; height: 300px">Buy</button></div>`,
    focus: '#area',
    steps: [
      there,
      gone(`document.querySelector('#layer').showPopover()`),
      back(`document.querySelector('#layer').hidePopover()`),
    ],
  },
  {
    name: 'a composer at the foot that moves when it grows',
    css: '.large { height: 160px }',
    body: `<div style="position: fixed; inset: auto 0 0 0; display: flex; background: white"><textarea id="area" style="flex: 1"></textarea><button>Send</button></div>`,
    focus: '#area',
    steps: [there, back(`document.querySelector('#area').className = 'large'; undefined`)],
  },
  {
    name: 'a field that is taken away',
    body: area,
    focus: '#area',
    steps: [there, gone(`document.querySelector('#area').remove()`)],
  },
];

/** Fields that are none to a person. */
const unseen: readonly Layout[] = [
  {
    name: 'a helper of an editor that only takes keys',
    body: `<div onclick="document.querySelector('#area').focus()" id="editor" style="width: 500px; height: 300px; border: 1px solid; position: relative"><div style="overflow: hidden; position: absolute; width: 3px; height: 0"><textarea id="area" style="position: absolute; bottom: -1em; width: 1000px; height: 1em"></textarea></div></div>`,
    focus: '#editor',
    steps: [{ mark: null }],
  },
  {
    name: 'a helper that is far away or transparent',
    body: `<div onclick="document.querySelector('#area').focus()" id="editor" style="width: 500px; height: 300px; border: 1px solid; position: relative"><textarea id="area" style="position: absolute; inset: 0; opacity: 0"></textarea></div>`,
    focus: '#editor',
    steps: [{ mark: null }],
  },
];

export const layouts: readonly Layout[] = [...beside, ...tall, ...changing, ...unseen];
