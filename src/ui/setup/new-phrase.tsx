import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import { dateOf, Failure, Waiting } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';
import { ConfirmPhrase } from './confirm-phrase.tsx';
import { ShowPhrase } from './show-phrase.tsx';

/**
 * A recovery phrase becomes a way in: shown, printed, confirmed, added. Until it is confirmed it exists only in this page;
 * leaving throws it away and the next visit draws another one.
 */
export function NewPhrase({ onAdded }: { onAdded: () => void }): JSX.Element {
  const [words, setWords] = useState<readonly string[]>();
  const [confirming, confirm] = useState(false);
  const draw = useProvedAction(async () => setWords((await call('ways.drawPhrase', {})).phrase.split(' ')));
  useEffect(() => void draw.run(), []);

  const add = async (): Promise<void> => {
    const name = message('setupPhraseName', dateOf(Date.now()));
    await call('ways.addPhrase', { phrase: words?.join(' ') ?? '', name });
    setWords(undefined);
    onAdded();
  };
  if (!words) {
    return (
      <>
        {draw.error === undefined ? <Waiting /> : <Failure error={draw.error} again={() => void draw.run()} />}
        {draw.dialog}
      </>
    );
  }
  return confirming ? (
    <ConfirmPhrase words={words} onConfirmed={add} onBack={() => confirm(false)} />
  ) : (
    <ShowPhrase words={words} onWritten={() => confirm(true)} />
  );
}
