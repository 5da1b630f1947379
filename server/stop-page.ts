import type { Context, Hono } from 'hono';
import type { Recovery } from './recovery/index.ts';
import type { Asked } from './http/index.ts';

type Language = 'en' | 'de';

const texts = {
  en: {
    title: 'Stop getting back in?',
    text: 'Somebody asked to get back into your vault by the answers to your questions. If that was not you, stop it here. Nothing happens before you press.',
    button: 'Stop it',
    stopped: 'Stopped',
    stoppedText:
      'Nobody gets in by that any more. Your vault is as it was. If you did not ask, somebody else can read your mail: change its password.',
    nothing: 'Nothing to stop',
    nothingText: 'It was stopped already, or its time is over. Your vault is as it was.',
  },
  de: {
    title: 'Rückweg stoppen?',
    text: 'Jemand wollte mit den Antworten auf Ihre Fragen wieder in Ihren Tresor. Wenn Sie das nicht waren, stoppen Sie es hier. Vor Ihrem Druck auf die Taste geschieht nichts.',
    button: 'Stoppen',
    stopped: 'Gestoppt',
    stoppedText:
      'Damit kommt niemand mehr hinein. Ihr Tresor ist, wie er war. Wenn Sie nicht darum gebeten haben, kann jemand Ihre E-Mails lesen: Ändern Sie deren Passwort.',
    nothing: 'Nichts zu stoppen',
    nothingText: 'Es wurde schon gestoppt, oder seine Zeit ist um. Ihr Tresor ist, wie er war.',
  },
} as const;

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem;color-scheme:light dark}button{font:inherit;padding:.6rem 1.2rem}';

/** A page of our own: nothing in it is loaded, and nothing runs. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

const MOST_BODY_BYTES = 1_024;

/** Where the link of a mail leads; its POST is the press. */
export const STOP_PATH = '/recovery/stop';

function languageOf(text: string | null): Language {
  return text === 'de' ? 'de' : 'en';
}

function page(language: Language, title: string, body: string): Response {
  const html = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Latchkey: ${title}</title><style>${STYLE}</style><main><h1>${title}</h1>${body}</main></html>`;
  return new Response(html, { headers });
}

/** Only what a token can be is written into the page. */
function form(language: Language, token: string): Response {
  const { title, text, button } = texts[language];
  const spelt = /^[A-Za-z0-9_-]{43}$/.test(token) ? token : '';
  const fields = `<input type="hidden" name="language" value="${language}"><input type="hidden" name="token" value="${spelt}">`;
  return page(
    language,
    title,
    `<p>${text}</p><form method="post" action="${STOP_PATH}">${fields}<button>${button}</button></form>`,
  );
}

/**
 * The page behind a mail's link. Fetching it does nothing, whoever fetches: programs look at the links of mails. The press stops the
 * one recovery that the link is of (protocol 7).
 */
export function serveStopPage(hono: Hono, recovery: Recovery, asked: (context: Context) => Asked): void {
  hono.get(STOP_PATH, (context) =>
    form(languageOf(context.req.query('language') ?? null), context.req.query('token') ?? ''),
  );
  hono.post(STOP_PATH, async (context) => {
    const length = Number(context.req.header('content-length') ?? Number.NaN);
    const isSmall = length <= MOST_BODY_BYTES;
    const fields = new URLSearchParams(isSmall ? await context.req.text() : '');
    const language = languageOf(fields.get('language'));
    const { stopped, stoppedText, nothing, nothingText } = texts[language];
    const isStopped = await recovery.stop(asked(context), fields.get('token') ?? '');
    return isStopped
      ? page(language, stopped, `<p>${stoppedText}</p>`)
      : page(language, nothing, `<p>${nothingText}</p>`);
  });
}
