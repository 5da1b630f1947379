import type catalogue from '../../../public/_locales/en/messages.json';
import { native } from './native.ts';

/** The name of a sentence in the message catalogues. English has all of them. */
export type MessageKey = keyof typeof catalogue;

/** Sentences without anything to fill in, in the user's language. */
export type Sentences = Partial<Record<MessageKey, string>>;

/** Where a script in a page was given its sentences. Asking the browser there for the first one takes 8 ms of the page's. */
export interface WithSentences {
  latchkeySentences?: Sentences;
}

/** The sentence in the user's language, `$1`… filled in. Returns text only: never insert it as markup. */
export function message(key: MessageKey, ...substitutions: string[]): string {
  const given = (globalThis as WithSentences).latchkeySentences?.[key];
  if (given !== undefined && substitutions.length === 0) return given;
  return native().i18n?.getMessage(key, substitutions) ?? '';
}

/**
 * The language of our sentences, as a BCP 47 tag, for `lang`, dates and sorting: as the browser has it (`en-GB`), or, where that speaks
 * one that we don't, the one that we speak then. A date of another language in a sentence helps nobody.
 */
export function language(): string {
  const ours = message('sentencesLanguage') || 'en';
  const said = native().i18n?.getUILanguage() ?? ours;
  return said === ours || said.startsWith(`${ours}-`) ? said : ours;
}
