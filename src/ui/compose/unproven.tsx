import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { ticket } from '../frame/index.ts';
import { Button, useAction } from '../kit/index.ts';

/** The text stands in an editor that may send a text of its own: only the person can see what it does. */
export function Unproven(): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <div class="unproven">
      <h2 ref={heading} tabIndex={-1}>
        {message('composeUnproven')}
      </h2>
      <p class="muted">{message('composeUnprovenWhy')}</p>
    </div>
  );
}

interface UnprovenFootProps {
  armored: string;
  /** To what was typed. */
  back: () => void;
  done: () => void;
}

/** Copy it, take it out again as one undo there, or go: it is there. */
export function UnprovenFoot({ armored, back, done }: UnprovenFootProps): JSX.Element {
  const [said, setSaid] = useState<'composeCopied' | 'composeCopyFailed' | 'composeNotTakenOut'>();
  const take = async (): Promise<void> => {
    await call('clipboard.copy', { text: armored, lasts: true }).then(
      () => setSaid('composeCopied'),
      () => setSaid('composeCopyFailed'),
    );
  };
  const takeOut = useAction(async () => {
    const { gone } = await call('compose.takeOut', { ticket: ticket(), armored }).catch(() => ({ gone: false }));
    if (gone) back();
    else setSaid('composeNotTakenOut');
  });
  return (
    <div class="unproven-foot">
      <p role="status">{said && message(said)}</p>
      <div class="line">
        <Button onClick={() => void take()}>{message('composeCopyIt')}</Button>
        <Button busy={takeOut.busy} onClick={() => void takeOut.run()}>
          {message('composeTakeOut')}
        </Button>
        <span class="spring" />
        <Button kind="primary" onClick={done}>
          {message('composeIsThere')}
        </Button>
      </div>
    </div>
  );
}
