/**
 * A frame of ours above the page, in a dialog that nobody sees: as long as that is modal nothing of the page can have the
 * focus, in this document, and in Firefox in its frames too. The frame stays where it is meanwhile, and loaded.
 */
export class FrameBox {
  readonly frame: HTMLIFrameElement;
  readonly #dialog = document.createElement('dialog');

  constructor(root: ShadowRoot, frame: HTMLIFrameElement) {
    this.frame = frame;
    // Neither the page's Escape nor a script of its that presses it may end it.
    this.#dialog.addEventListener('cancel', (event) => event.preventDefault());
    frame.popover = 'manual';
    this.#dialog.append(frame);
    root.append(this.#dialog);
    frame.showPopover();
  }

  /** Nothing of the page can have the focus. `again`: it found a way above us. */
  isolate(again: boolean): void {
    if (this.#dialog.open && !again) return;
    this.#dialog.close();
    this.#dialog.showModal();
    // What is shown last is above.
    this.frame.hidePopover();
    this.frame.showPopover();
  }

  /** The page goes on beside us. */
  release(): void {
    this.#dialog.close();
  }
}
