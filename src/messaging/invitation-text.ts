import { findArmored, kindOfText } from './find.ts';

/** A card and the text that goes to whoever answers it, as they stand in a page: both armored. */
export interface InvitationText {
  readonly card: string;
  readonly text: string;
}

/** A card with words behind it invites to none of the texts that follow. */
const between = /^[^\p{L}\p{N}]*$/u;

/**
 * The invitation that `source` begins with (protocol 8.7): a card, and right behind it a text for others. Whether they belong together
 * is told by who writes the text, once its key comes. Undefined: no such pair.
 */
export function invitationIn(source: string): InvitationText | undefined {
  const [card, text] = findArmored(source);
  if (!card || !text || !between.test(source.slice(card.end, text.start))) return undefined;
  const isPair = kindOfText(card.armored) === 'card' && kindOfText(text.armored) === 'message';
  return isPair ? { card: card.armored, text: text.armored } : undefined;
}

/** As it is put into a field: words of the writer's language, the card, and the text, in one line that every field takes. */
export function invitationLine(words: string, { card, text }: InvitationText): string {
  return `${words} ${card} ${text}`;
}
