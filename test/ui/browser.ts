/**
 * The little of a browser that words need. Import it before anything of ours: the polyfill looks for an extension when it
 * is loaded. Its sentences are the keys themselves with what was filled in, unless `sentences` has one.
 */
export const sentences: Record<string, string> = { sentencesLanguage: 'en' };

function getMessage(key: string, substitutions: string[] = []): string {
  const sentence = sentences[key];
  return sentence === undefined ? [key, ...substitutions].join(' ') : sentence.replace('$1', substitutions[0] ?? '');
}

const extension = { runtime: { id: 'test' }, i18n: { getMessage, getUILanguage: () => 'en' } };
// For good: whatever is loaded later in this process looks for an extension, too.
Object.assign(globalThis, { chrome: extension, browser: extension });
