import type { Begun } from '../../rpc/index.ts';
import { bringForms, isUnknown, takesMessages } from '../document/index.ts';
import type { Frames } from '../document/index.ts';
import { sealedIn } from '../reading/index.ts';
import type { Place } from '../reading/index.ts';
import { focusedElement, focusedField, isTyped } from '../writing/index.ts';
import { nearestText, selectedText } from './texts-here.ts';

/** Opens the frame for what a person means; undefined: there is nothing to begin at in this document. */
export async function beginWith(frames: Pick<Frames, 'compose' | 'reveal'>, what: Begun): Promise<true | undefined> {
  const selected = what === 'write' ? undefined : selectedText();
  if (selected) return begun(frames.reveal(selected));
  const sealed = what === 'write' ? undefined : sealedFocus(what);
  if (sealed) return begun(frames.reveal(sealed.place, sealed.element));
  const field = what === 'read' ? undefined : focusedField();
  if (field && isUnknown(field)) await bringForms();
  if (field && takesMessages(field)) return begun(frames.compose(field));
  const nearest = what === 'write' ? undefined : nearestText();
  return nearest && begun(frames.reveal(nearest));
}

/** The armored text in the field that has the focus, where nothing else can be meant: nobody writes into one that is read-only. */
function sealedFocus(what: Begun): { readonly place: Place; readonly element: HTMLElement } | undefined {
  const element = focusedElement();
  if (!isTyped(element) || (what === 'either' && !element.readOnly)) return undefined;
  const place = sealedIn(element.value);
  return place && { place, element };
}

async function begun(work: Promise<void>): Promise<true> {
  await work;
  return true;
}
