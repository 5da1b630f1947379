import { follows } from '../find/index.ts';
import type { FieldEvidence } from './features.ts';
import { attribute, buttonText } from './features.ts';
import { scoresOf } from './model.ts';
import { wordsIn } from './words.ts';

/** A button that is missed is worse than one too many: what was typed may be lost. */
const leastLead = -1;

/** A form with more of them is a whole page. */
const mostButtons = 60;

/** What speaks for or against a button sending its form. */
export function buttonNames(
  pressed: readonly HTMLElement[],
  fields: readonly FieldEvidence[],
  container: Element,
): (readonly [button: HTMLElement, names: readonly string[]])[] {
  const last = fields.findLast(({ isLine, isMasked }) => isLine || isMasked)?.element;
  const first = fields[0]?.element;
  const ways = pressed.map(wayOf);
  const own = ways.filter((way) => way === 'submit' || way === 'image').length;
  const next = pressed.find((button, at) => last && follows(button, last) && ways[at] !== 'reset');
  return pressed.slice(0, mostButtons).map((button, at) => {
    const way = ways[at] ?? '';
    const before = pressed.slice(0, at).some((_, i) => ways[i] === way);
    return [
      button,
      [
        ...wordsIn(buttonText(button)).map((word) => `t${word}`),
        ...wordsIn(
          `${attribute(button, 'id')} ${attribute(button, 'name')} ${attribute(button, 'class')}`.slice(0, 200),
        ).map((word) => `k${word}`),
        `=${way}${container instanceof HTMLFormElement ? '' : '-loose'}`,
        `=${button.localName}`,
        ...(own === 0
          ? ['none']
          : own === 1 && (way === 'submit' || way === 'image')
            ? ['sole']
            : own > 1
              ? ['many']
              : ['others']),
        ...(last && follows(button, last) ? ['after'] : []),
        ...(first && follows(button, first) ? [] : ['ahead']),
        ...(button === next ? ['next'] : []),
        ...(before ? ['again'] : []),
        ...(pressed.length === 1 ? ['only'] : []),
        ...(buttonText(button).trim() === '' ? ['mute'] : []),
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
export function submitsOf(
  pressed: readonly HTMLElement[],
  fields: readonly FieldEvidence[],
  container: Element,
): HTMLElement[] {
  return buttonNames(pressed, fields, container)
    .map(([button, names]) => {
      const [other = 0, submit = 0] = scoresOf('button', { names, said: [] });
      return { button, lead: submit - other };
    })
    .filter(({ lead }) => lead > leastLead)
    .toSorted((one, two) => two.lead - one.lead)
    .map(({ button }) => button);
}
