import { browser } from './browser.ts';

/** What the address bar offers while somebody types behind our keyword. Plain text, whatever is in it. */
export interface OmniboxOffer {
  /** What stands in the bar when it is chosen, and comes back when it is entered. */
  readonly content: string;
  readonly description: string;
}

/** In Chromium a description is markup. */
function isMarkup(): boolean {
  return browser.runtime.getURL('').startsWith('chrome-extension:');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function described(text: string): string {
  // Characters that no markup may hold would have the browser refuse all offers.
  const plain = text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, ' ');
  return isMarkup() ? plain.replace(/[&<>"']/g, (character) => entities[character] ?? '') : plain;
}

/** Answers what is typed behind our keyword: with offers, and a line above them. */
export function onOmniboxTyped(
  answer: (text: string) => Promise<{ readonly first: string; readonly offers: readonly OmniboxOffer[] }>,
): void {
  browser.omnibox.onInputChanged.addListener((text, suggest) => {
    void answer(text).then(
      ({ first, offers }) => {
        browser.omnibox.setDefaultSuggestion({ description: described(first) });
        suggest(offers.map(({ content, description }) => ({ content, description: described(description) })));
      },
      () => suggest([]),
    );
  });
}

/** Hears what was entered: the content of an offer, or what was typed. */
export function onOmniboxEntered(listener: (text: string) => void): void {
  browser.omnibox.onInputEntered.addListener((text) => listener(text));
}
