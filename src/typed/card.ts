import { CardTextError } from './errors.ts';
import { storeOrigin } from './store.ts';

/** What every armored text begins with. No editor, linkifier or emoji list known to us changes it. */
export const armorPrefix = 'LK1:';

const link = /\bhttps?:\/\/[^\s/?#]+\/i#([\w-]+)/i;

/** A card as it came, for the room that checks it. */
export interface CardText {
  /** Armored, whatever the site or the person put around it. */
  readonly armored: string;
  /** Of a link: the origin in it, which must be the card's own store. */
  readonly origin: string | undefined;
}

/** A card's link, `<store origin>/i#<card>`: a page that says how to install, and the armored text in letters for addresses. */
export function cardLink(origin: string, armored: string): string {
  const letters = armored.slice(armorPrefix.length).replaceAll('+', '-').replaceAll('/', '_');
  return `${origin}/i#${letters}`;
}

/** Finds a card in what was pasted, scanned or typed: a link, or an armored text. Throws CardTextError. */
export function cardText(typed: string): CardText {
  const [address, letters] = link.exec(typed) ?? [];
  if (address !== undefined && letters !== undefined) {
    return { armored: armorPrefix + letters.replaceAll('-', '+').replaceAll('_', '/'), origin: originOf(address) };
  }
  // Sites put things between the letters of the prefix: what it is exactly is for who reads it.
  if (!/L\W{0,12}K\W{0,12}1/iu.test(typed.normalize('NFKC'))) throw new CardTextError();
  return { armored: typed, origin: undefined };
}

function originOf(address: string): string {
  try {
    return storeOrigin(address.slice(0, address.indexOf('/i#')));
  } catch {
    throw new CardTextError();
  }
}

/** Whether a text seems to have a card in it; only a look at its signature says. */
export function isCardText(typed: string): boolean {
  try {
    return cardText(typed).armored !== '';
  } catch {
    return false;
  }
}
