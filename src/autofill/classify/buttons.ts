import { follows, isSender } from '../find/index.ts';
import type { FieldEvidence } from './features.ts';
import { scoresOf } from './model.ts';
import { wordsIn } from './words.ts';
import { attribute } from './written.ts';
import type { Written } from './written.ts';

/** A button that is missed is worse than one too many: what was typed may be lost. */
const leastLead = -0.75;

/** What speaks for or against a button sending its form. */
export function buttonNames(
  { pressed, buttons, container }: Written,
  fields: readonly FieldEvidence[],
): (readonly [button: HTMLElement, names: readonly string[]])[] {
  const last = fields.findLast(({ isLine, isMasked }) => isLine || isMasked)?.element;
  const first = fields[0]?.element;
  const ways = pressed.map(wayOf);
  const senders = pressed.filter(isSender).length;
  const next = pressed.find((button, at) => last && follows(button, last) && ways[at] !== 'reset');
  return buttons.map(({ element: button, text, names }, at) => {
    const way = ways[at] ?? '';
    const before = pressed.slice(0, at).some((_, i) => ways[i] === way);
    return [
      button,
      [
        ...wordsIn(text).map((word) => `t${word}`),
        ...wordsIn(names).map((word) => `k${word}`),
        `=${way}${container instanceof HTMLFormElement ? '' : '-loose'}`,
        `=${button.localName}`,
        senders === 0 ? 'none' : senders > 1 ? 'many' : isSender(button) ? 'sole' : 'others',
        ...(last && follows(button, last) ? ['after'] : []),
        ...(first && follows(button, first) ? [] : ['ahead']),
        ...(button === next ? ['next'] : []),
        ...(before ? ['again'] : []),
        ...(pressed.length === 1 ? ['only'] : []),
        ...(text.trim() === '' ? ['mute'] : []),
        ...(attribute(button, 'aria-haspopup') || attribute(button, 'aria-expanded') ? ['opens'] : []),
        ...(attribute(button, 'tabindex') === '-1' ? ['skipped'] : []),
        ...(/\b(?:primary|submit|btn-?lg|cta)/i.test(attribute(button, 'class')) ? ['main'] : []),
        ...(/icon|close|toggle|link|secondary|eye/i.test(attribute(button, 'class')) ? ['minor'] : []),
      ],
    ];
  });
}

function wayOf(button: HTMLElement): string {
  if (button.localName === 'input' || button.localName === 'button') return (button as HTMLButtonElement).type;
  return 'role';
}

/** What sends a form, likeliest first. */
export function submitsOf(written: Written, fields: readonly FieldEvidence[]): HTMLElement[] {
  return buttonNames(written, fields)
    .map(([button, names]) => {
      const [other = 0, submit = 0] = scoresOf('button', { names, said: [] });
      return { button, lead: submit - other };
    })
    .filter(({ lead }) => lead > leastLead)
    .toSorted((one, two) => two.lead - one.lead)
    .map(({ button }) => button);
}
