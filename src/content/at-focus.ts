import { onFocus } from './document/index.ts';

/**
 * Shows something at what has the focus, and only there: `begin` is called whenever that changes, and what it shows lasts as
 * long as its life. Answers what looks at it anew.
 */
export function atFocus(begin: (life: AbortController) => void, signal: AbortSignal): () => void {
  let life = new AbortController();
  const hide = (): void => life.abort();
  const show = (): void => {
    hide();
    life = new AbortController();
    begin(life);
  };
  onFocus(({ type }) => (type === 'focusin' ? show() : hide()), signal);
  signal.addEventListener('abort', hide, { once: true });
  show();
  return show;
}
