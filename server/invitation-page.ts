import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { answerPage } from './http/index.ts';

const style =
  ':root{color-scheme:light dark}body{max-width:38rem;margin:3rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif}li{margin:.5rem 0}';

/** The words in one language; of a store at `origin`. */
function english(origin: string): string {
  return `<section lang="en"><h1>Somebody wrote to you with Latchkey</h1>
<p>Latchkey is an extension for your browser. It keeps passwords, and opens texts that only you and their writer can read.</p>
<ol><li>Get Latchkey from your browser’s store of extensions, or as whoever wrote to you says.</li>
<li>Make a vault, and an account at a store: yours, or this one, <code>${origin}</code>.</li>
<li>You came from a text on a page: go back there and press the small key beside it. You have a link to this page: copy all of its address, and paste it in Latchkey under Contacts, Add a contact.</li></ol>
<p>What stands behind the # in the address is a card. Your browser sends it to nobody, and this page has no program that could.</p></section>`;
}

function german(origin: string): string {
  return `<section lang="de"><h1>Jemand hat Ihnen mit Latchkey geschrieben</h1>
<p>Latchkey ist eine Erweiterung für Ihren Browser. Sie verwahrt Passwörter und öffnet Texte, die nur Sie und wer sie schrieb lesen können.</p>
<ol><li>Holen Sie sich Latchkey im Erweiterungs-Store Ihres Browsers, oder so, wie es Ihnen gesagt wird.</li>
<li>Legen Sie einen Tresor an und ein Konto bei einem Store: Ihrem, oder diesem, <code>${origin}</code>.</li>
<li>Sie kamen von einem Text auf einer Seite: Gehen Sie dorthin zurück und drücken Sie auf den kleinen Schlüssel daneben. Sie haben einen Link auf diese Seite: Kopieren Sie die ganze Adresse und fügen Sie sie in Latchkey unter Kontakte, Kontakt hinzufügen, ein.</li></ol>
<p>Was in der Adresse hinter dem # steht, ist eine Karte. Ihr Browser sendet sie niemandem, und diese Seite hat kein Programm, das es könnte.</p></section>`;
}

/**
 * The page of a card's link, `<origin>/i#<card>` (protocol 8.7): says how to get Latchkey, the same to everybody. The card never
 * comes here: no browser sends what stands behind the #, and no script may run in this page.
 */
export function serveInvitationPage(hono: Hono, origin: string): void {
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>Latchkey</title><style>${style}</style><main>${english(origin)}<hr>${german(origin)}</main></html>`;
  const hash = createHash('sha256').update(style).digest('base64');
  hono.get('/i', () => answerPage(page, `'sha256-${hash}'`));
}
