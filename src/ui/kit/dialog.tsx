import { createPortal } from 'preact';
import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useId, useRef } from 'preact/hooks';
import { useOutside } from './hooks/use-outside.ts';

interface DialogProps {
  title: string;
  /** Escape, or a click beside it. */
  onClose: () => void;
  /** Makes its inside a form: the button without `onClick`, and Enter in a field. A form around the dialog would not hear it. */
  onSubmit?: (event: Event) => void;
  children: ComponentChildren;
  /** The buttons, the safe one first. */
  actions: ComponentChildren;
}

/** A question that must be answered before anything else. Drawn only while it is open. */
export function Dialog({ title, onClose, onSubmit, children, actions }: DialogProps): JSX.Element {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const outside = useOutside();
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      // By now the dialog is out of the page, and the browser gives nothing back: whoever opened it by a key goes on there.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const inside = (
    <>
      {children}
      <div class="actions">{actions}</div>
    </>
  );
  return createPortal(
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      {onSubmit ? (
        <form class="stack" onSubmit={onSubmit}>
          {inside}
        </form>
      ) : (
        <div class="stack">{inside}</div>
      )}
    </dialog>,
    outside,
  );
}
