import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Onward } from '../kit/index.ts';

/** How a form is left that is a step of a page in one place and stands in a card in another. */
export type WayOut = { readonly back: () => void } | { readonly cancel: () => void };

/** A form's buttons: those that go on, and the way out. */
export function FormActions({ out, children }: { out: WayOut; children: ComponentChildren }): JSX.Element {
  if ('back' in out) return <Onward back={out.back}>{children}</Onward>;
  return (
    <div class="actions">
      <Button big onClick={out.cancel}>
        {message('kitCancel')}
      </Button>
      {children}
    </div>
  );
}
