import { fill } from '../../../src/autofill/index.ts';
import type { FieldType } from '../../../src/autofill/index.ts';
import { medians, type Milliseconds } from './measure.ts';

const text = 'mira';
const login = { username: text, password: '', accountId: '' };

interface Filled {
  readonly element: HTMLInputElement;
  readonly type: FieldType;
}

/** A form of so many fields for a user name, each with its label, in a page with a listener as frameworks have one. */
function formOf(count: number): { readonly form: HTMLFormElement; readonly fields: readonly Filled[] } {
  const form = document.body.appendChild(document.createElement('form'));
  form.addEventListener('input', ({ target }) => (target as HTMLInputElement).value.length);
  const fields = Array.from({ length: count }, (): Filled => {
    const label = form.appendChild(document.createElement('label'));
    label.append('User name');
    return { element: label.appendChild(document.createElement('input')), type: 'username' };
  });
  return { form, fields };
}

/** What no filling can do without: the value, and the two events by which a page learns of it. */
function writeBare(fields: readonly Filled[]): void {
  for (const { element } of fields) {
    element.value = text;
    element.dispatchEvent(new InputEvent('input', { bubbles: true, data: text }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

/** The wait after which a value is read back is part of both. */
async function wait(): Promise<void> {
  await new Promise(requestAnimationFrame);
  await new Promise((done) => setTimeout(done, 300));
}

/** From the values to what was read back, beside bare writes and the same wait. */
export async function filling(count: number): Promise<Record<'ours' | 'bare', Milliseconds>> {
  const onFreshForm = (work: (fields: readonly Filled[]) => Promise<unknown>) => ({
    before: () => {
      const { form, fields } = formOf(count);
      return Promise.resolve(async () => {
        await work(fields);
        const missing = fields.filter(({ element }) => element.value !== text).length;
        form.remove();
        if (missing > 0) throw new Error(`${missing} fields are empty`);
      });
    },
  });
  return medians(
    {
      ours: onFreshForm((fields) => fill(fields, { login })),
      bare: onFreshForm(async (fields) => {
        writeBare(fields);
        await wait();
      }),
    },
    5,
    1,
  );
}
