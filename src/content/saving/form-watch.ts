import { asIs, newWatch, sentOf, watched } from '../../autofill/index.ts';
import type { Form, SeenForm, SentLogin, Standing, WatchEvent, WatchReport } from '../../autofill/index.ts';
import { onFocus } from '../document/index.ts';
import { complains, textAt } from './complaint.ts';
import { hasPassword, isNamed, nameIn, seenOf } from './seen.ts';

export interface FormWatchParts {
  /** Every form of the document as it is now. */
  readonly survey: () => readonly Form[];
  /** The same, and then with fields that nobody could fill in now. */
  readonly surveyAll: () => readonly Form[];
  readonly report: (report: WatchReport) => void;
}

/** When it is looked after what was sent, in milliseconds since then: most answers come at once, some late. */
const looksAfter = [400, 900, 1_600, 3_200, 6_400, 12_800, 25_600, 51_200];

const options = { capture: true, passive: true };

type FormEvent = 'typed' | 'perhaps' | 'sending' | 'submitted' | 'left';

/**
 * Hears what a person does in the forms of this document, and looks after what was sent. Values are read when something is
 * changed or sent, and nothing at all is done for a key; a script's own events say nothing.
 */
export class FormWatch {
  readonly #parts: FormWatchParts;
  readonly #names = new WeakMap<Element, string>();
  #named = 0;
  #state = newWatch;
  readonly #heard = new WeakSet<EventTarget>();
  #looking = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(parts: FormWatchParts) {
    this.#parts = parts;
    this.#listen(window);
    onFocus((event) => this.#entered(event));
    addEventListener('pagehide', () => this.#left(), options);
    this.#listenInside();
  }

  /** We put values into this form ourselves, for a person who asked for it: they are as good as typed. */
  filled(form: Form): void {
    this.#hear('typed', form);
  }

  /** The form in which a login stands now: the one that a person is in, else the first. */
  standing(): { readonly form: string; readonly seen: SeenForm } | undefined {
    const all = this.#parts.survey().flatMap((form) => {
      const seen = this.#seen(form);
      const isTyped = seen?.fields.some(({ type, value }) => type.endsWith('password') && value !== '');
      return seen && isTyped === true ? [{ form, seen }] : [];
    });
    const found = all.find(({ form }) => form.fields.some(({ element }) => isFocused(element))) ?? all[0];
    return found && { form: this.#nameOf(found.form), seen: found.seen };
  }

  #listen(target: EventTarget): void {
    if (this.#heard.has(target)) return;
    this.#heard.add(target);
    target.addEventListener('change', (event) => event.isTrusted && this.#changed(event), options);
    target.addEventListener('click', (event) => event.isTrusted && this.#clicked(event), options);
    target.addEventListener('submit', (event) => event.isTrusted && this.#submitted(event), options);
  }

  /** What is changed, sent or pressed inside a shadow root is not told outside of it. */
  #listenInside(): void {
    for (const { fields } of this.#parts.survey()) {
      for (const { element } of fields) {
        const root = element.getRootNode();
        if (root instanceof ShadowRoot) this.#listen(root);
      }
    }
  }

  #entered(event: Event): void {
    const [field] = event.composedPath();
    const isPlain = field instanceof HTMLInputElement && field.getRootNode() === document;
    if (!isPlain) this.#listenInside();
  }

  #changed(event: Event): void {
    const [field] = event.composedPath();
    const form = this.#parts.survey().find(({ fields }) => fields.some(({ element }) => element === field));
    if (!form) return;
    this.#hear('typed', form);
    // Enter changes a field and leaves the focus in it; whatever else changes one takes it away.
    if (field instanceof HTMLInputElement && isFocused(field)) this.#hear('sending', form);
  }

  #clicked(event: Event): void {
    // Nobody typed anything that could be sent.
    if (this.#state.forms.size === 0) return;
    const path = event.composedPath();
    const forms = this.#parts.survey();
    const pressed = forms.find(({ submits }) => submits.some((submit) => path.includes(submit)));
    const around = path.some(maySend) && forms.find(({ container }) => path.includes(container));
    if (pressed) this.#hear('sending', pressed);
    else if (around) this.#hear('perhaps', around);
    else this.#step({ what: 'pressed', at: performance.now() });
  }

  #submitted(event: Event): void {
    if (this.#state.forms.size === 0) return;
    const [sent] = event.composedPath();
    const form = this.#parts
      .survey()
      .find(({ container, fields }) => container === sent || fields.some(({ element }) => element.form === sent));
    if (!form) return;
    this.#noteActivation();
    this.#hear('submitted', form);
  }

  #left(): void {
    if (this.#state.forms.size === 0) return;
    this.#noteActivation();
    for (const form of this.#parts.survey()) this.#hear('left', form);
  }

  /** A key that was pressed is known to the browser, and we need not hear it. */
  #noteActivation(): void {
    if (navigator.userActivation.isActive) this.#step({ what: 'pressed', at: performance.now() });
  }

  /** What is typed into it; who it is may stand there already, where nobody types. */
  #seen(form: Form): SeenForm | undefined {
    const seen = seenOf(form);
    if (!seen || !hasPassword(seen) || isNamed(seen)) return seen;
    const whole = this.#parts.surveyAll().findLast(({ container }) => container === form.container);
    return { ...seen, fields: [...seen.fields, ...(whole ? nameIn(whole) : [])] };
  }

  #hear(what: FormEvent, form: Form): void {
    const seen = this.#seen(form);
    if (!seen) return;
    this.#step({ what, form: this.#nameOf(form), seen, at: performance.now() }, form);
  }

  #step(event: WatchEvent, form?: Form): void {
    const [next, reports] = watched(this.#state, event);
    this.#state = next;
    for (const report of reports) {
      this.#parts.report(report);
      if (report.report === 'sent' && form) this.#lookAfter(report.form, report.sent, textAt(form));
    }
    const sent = event.what === 'perhaps' && form ? sentOf(event.seen, '') : undefined;
    if (event.what === 'perhaps' && form && sent) this.#lookAfter(event.form, sent, textAt(form));
  }

  #lookAfter(name: string, sent: SentLogin, before: string): void {
    clearTimeout(this.#looking.get(name));
    const begun = performance.now();
    const look = (at: number): void => {
      const after = looksAfter[at];
      if (after === undefined) return;
      const timer = setTimeout(
        () => {
          this.#look(name, sent, before);
          look(at + 1);
        },
        Math.max(0, begun + after - performance.now()),
      );
      this.#looking.set(name, timer);
    };
    look(0);
  }

  /** Pages draw their forms anew, so it is looked for one of that kind, not for the same element. */
  #look(form: string, sent: SentLogin, before: string): void {
    const alike = this.#parts.survey().flatMap((one) => {
      const seen = seenOf(one);
      return seen?.kind === sent.kind && hasPassword(seen) ? [{ one, seen }] : [];
    });
    const [first] = alike;
    const isThere = alike.some(({ seen }) => seen.fields.some((field) => isSent(field.value, sent)));
    const standing: Standing = !first ? 'gone' : isThere ? 'there' : 'emptied';
    const complaint = first !== undefined && complains(first.one, before);
    this.#step({ what: 'looked', form, standing, complains: complaint, at: performance.now() });
  }

  #nameOf({ container }: Form): string {
    const known = this.#names.get(container);
    if (known !== undefined) return known;
    this.#named += 1;
    const name = `form-${String(this.#named)}`;
    this.#names.set(container, name);
    return name;
  }
}

/** What closes a form, or shows or hides what is in it, or leads elsewhere. */
const asides =
  /\b(?:cancel|close|back|show|hide|forgot|reset|help|abbrechen|schließen|zurück|zeigen|verbergen|vergessen|annuler|fermer|retour|afficher|oublié|cancelar|cerrar|volver|mostrar|ocultar|olvid\w*|annulla|chiudi|indietro|mostra|dimenticat\w*)\b/iu;

/** Whether a press on this may send what stands around it: a button with words that don't say anything else. */
function maySend(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement) || !asIs(target).matches('button, input[type=button], [role=button]'))
    return false;
  const says = target instanceof HTMLInputElement ? target.value : (target.ariaLabel ?? target.innerText);
  return /\p{L}/u.test(says) && !asides.test(says);
}

function isSent(value: string, { currentPassword, newPassword }: SentLogin): boolean {
  return value !== '' && (value === currentPassword || value === newPassword);
}

function isFocused(element: Element): boolean {
  return (element.getRootNode() as Document | ShadowRoot).activeElement === element;
}
