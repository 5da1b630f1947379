import { survey } from '../../../src/autofill/index.ts';
import { medians, type Milliseconds } from './measure.ts';

const line = '<p>A line of <b>somebody’s</b> long discussion</p>';
const signIn = `<form><label>E-mail <input name="user"></label><label>Password <input type="password"></label><button>Sign in</button></form>`;
const field = (at: number): string => `<label>Detail ${String(at)} <input name="detail-${String(at)}"></label>`;

/** A page of 5,000 nodes with a sign-in, or one form of a hundred fields, each looked at anew after a change. */
const pages = {
  page: line.repeat(1_000) + signIn,
  form: `<form>${Array.from({ length: 100 }, (_, at) => field(at)).join('')}<button>Go on</button></form>`,
} as const;

/**
 * What our script for forms does when somebody comes into a field, beside walking over all elements once. `first`: in a script
 * that has just come, where this is the first case that is asked for.
 */
export async function classifying(kind: keyof typeof pages): Promise<Record<'ours' | 'first' | 'bare', Milliseconds>> {
  const host = document.body.appendChild(document.createElement('main'));
  host.innerHTML = pages[kind];
  // A person sees the page before they are in a field of it: it is laid out already.
  host.getBoundingClientRect();
  await new Promise(requestAnimationFrame);
  const start = performance.now();
  look();
  const first = performance.now() - start;
  const changed = (work: () => unknown) => ({
    before: () => {
      host.dataset['at'] = String(performance.now());
      return Promise.resolve(work);
    },
  });
  const figures = await medians({ ours: changed(look), bare: changed(walk) }, 15, 3);
  host.remove();
  return { ...figures, first };
}

function look(): void {
  const fields = survey(document, () => undefined).flatMap((form) => form.fields);
  if (fields.length === 0) throw new Error('nothing was found');
}

function walk(): void {
  let inputs = 0;
  for (const element of document.querySelectorAll('*')) if (element instanceof HTMLInputElement) inputs += 1;
  if (inputs === 0) throw new Error('nothing was found');
}
