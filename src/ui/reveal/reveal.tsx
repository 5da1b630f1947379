import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { close, Frame, Locked, useEscape, useShown } from '../frame/index.ts';
import type { Shown } from '../frame/index.ts';
import { Button, Failure, Notice, useAction, Waiting } from '../kit/index.ts';
import { useOpened } from './use-opened.ts';
import type { Opened } from './use-opened.ts';

/** The whole frame. */
export function Reveal(): JSX.Element {
  const opened = useOpened();
  const [copied, setCopied] = useState(false);
  const shown = useShown();
  const site = opened.state === 'open' ? opened.answer.site : undefined;
  const copy = useAction(async (text: string) => {
    await call('clipboard.copy', { text, lasts: false });
    setCopied(true);
  });
  const take = (text: string) => shown.whenSeen(() => void copy.run(text));
  useEscape(() => void close());
  return (
    <Frame title={message('revealTitle')} site={site} shown={shown} foot={<RevealFoot opened={opened} take={take} />}>
      {shown.covered && opened.state === 'open' ? <Covered shown={shown} /> : <Body opened={opened} />}
      {copied && <Notice>{message('revealCopied')}</Notice>}
      {copy.error !== undefined && <Failure error={copy.error} />}
    </Frame>
  );
}

/** What lies over the text may show it changed, so nothing of it is shown; a press says the same at the frame's foot. */
function Covered({ shown }: { shown: Shown }): JSX.Element | null {
  return shown.refusal === 'covered' ? null : <Notice kind="danger">{message('composeCovered')}</Notice>;
}

/** Text only: whatever is in it, it is never read as markup and nothing in it can be followed. */
function Body({ opened }: { opened: Opened }): JSX.Element | null {
  if (opened.state === 'waiting') return <Waiting />;
  if (opened.state === 'failed') return <Failure error={opened.error} />;
  if (opened.state !== 'open') return null;
  const { text } = opened.answer;
  if (text === '') return <p class="revealed muted">{message('revealEmpty')}</p>;
  return (
    <p class="revealed" dir="auto" tabIndex={0}>
      {text}
    </p>
  );
}

function RevealFoot({
  opened,
  take,
}: {
  opened: Opened;
  take: (text: string) => (event: MouseEvent) => void;
}): JSX.Element {
  if (opened.state === 'locked') return <Locked words={message('revealLocked')} />;
  return (
    <>
      <span>{message('revealOnlyYou')}</span>
      <span class="spring" />
      {opened.state === 'open' && (
        <Button icon="copy" onClick={take(opened.answer.text)}>
          {message('revealCopy')}
        </Button>
      )}
    </>
  );
}
