import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { Comparison, ContactLook } from '../../rpc/index.ts';
import { isComparisonCode } from '../../typed/index.ts';
import {
  Button,
  Card,
  Failure,
  Heading,
  IconButton,
  Notice,
  Segments,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import { Digits } from '../people/index.ts';
import { pixelsOf, QrCode, QrSources, scan } from '../qr/index.ts';
import type { Wanted } from '../qr/index.ts';

const codes: Wanted = { isIt: isComparisonCode, other: 'qr-no-comparison' };

interface CompareProps {
  contact: ContactLook;
  back: () => void;
}

/** Whether somebody stands between two people: 60 digits to be read aloud, or a code to be scanned. */
export function Compare({ contact, back }: CompareProps): JSX.Element {
  const { id, name } = contact;
  const { answer: comparison, error, again } = useQuestion('contacts.comparison', { id });
  const [by, setBy] = useState<'numbers' | 'code'>('numbers');
  return (
    <>
      <div class="contact-head">
        <IconButton icon="back" label={message('kitBack')} onClick={back} />
        <Heading arrive>{message('compareTitle', name)}</Heading>
      </div>
      <Segments
        label={message('compareWays')}
        segments={[
          { label: message('compareNumbers'), isCurrent: by === 'numbers', onChoose: () => setBy('numbers') },
          { label: message('compareCode'), isCurrent: by === 'code', onChoose: () => setBy('code') },
        ]}
      />
      {!comparison && (error === undefined ? <Waiting /> : <Failure error={error} again={again} />)}
      {comparison && by === 'numbers' && (
        <Numbers contact={contact} comparison={comparison} onStale={again} onDone={back} />
      )}
      {comparison && by === 'code' && <Code contact={contact} comparison={comparison} onDone={back} />}
    </>
  );
}

interface WayProps {
  contact: ContactLook;
  comparison: Comparison;
  onDone: () => void;
}

function Numbers({ contact, comparison, onStale, onDone }: WayProps & { onStale: () => void }): JSX.Element {
  const { digits } = comparison;
  const say = useAction(async (isSame: boolean) => {
    await call('contacts.compared', { id: contact.id, digits, isSame }).catch((error: unknown) => {
      // Other digits by now: they are shown, and nothing was said of these.
      onStale();
      throw error;
    });
    onDone();
  });
  return (
    <>
      <p class="muted">{message('compareNumbersText')}</p>
      <Card>
        <Digits digits={digits} />
      </Card>
      <p class="muted small">{message('compareNumbersHint')}</p>
      {say.error !== undefined && <Failure error={say.error} />}
      <div class="actions">
        <Button kind="danger" busy={say.busy} onClick={() => void say.run(false)}>
          {message('compareDiffer')}
        </Button>
        <Button kind="primary" busy={say.busy} onClick={() => void say.run(true)}>
          {message('compareMatch')}
        </Button>
      </div>
    </>
  );
}

function Code({ contact, comparison, onDone }: WayProps): JSX.Element {
  const [differs, setDiffers] = useState(false);
  const take = useAction(async (code: string) => {
    const { isSame } = await call('contacts.scanned', { id: contact.id, code });
    if (isSame) onDone();
    else setDiffers(true);
  });
  const picture = useAction(async (file: Promise<Blob>) =>
    take.run(await scan(await pixelsOf(await file), 'still', codes)),
  );
  const error = take.error ?? picture.error;
  return (
    <>
      <p class="muted">{message('compareCodeText', contact.name)}</p>
      <Card>
        <div class="contact-code">
          <QrCode text={comparison.code} label={message('compareCodeLabel', contact.name)} />
        </div>
      </Card>
      <QrSources
        wanted={codes}
        busy={take.busy || picture.busy}
        onPicture={picture.run}
        onFound={(code) => void take.run(code)}
        onOpen={() => {
          take.clear();
          picture.clear();
        }}
      />
      {differs && <Notice kind="danger">{message('compareDiffers')}</Notice>}
      {error !== undefined && <Failure error={error} />}
    </>
  );
}
