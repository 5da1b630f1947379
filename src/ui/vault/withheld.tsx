import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { Status } from '../../rpc/index.ts';
import {
  Button,
  counted,
  dateAndTime,
  Failure,
  Heading,
  Notice,
  saveFile,
  useAction,
  useQuestion,
  Waiting,
} from '../kit/index.ts';
import { NewPassword } from '../setup/index.ts';
import { Unlock } from '../unlock/index.ts';
import { sealedFile } from './transfer/files.ts';

interface WithheldProps {
  status: Status;
  /** In milliseconds since 1970. */
  until: number;
}

/** In a browser that was removed: what it never sent, by a way in of before, as a file; or it goes at once. */
export function Withheld({ status, until }: WithheldProps): JSX.Element {
  const [isProven, prove] = useState(false);
  return (
    <div class="unlock">
      <Heading>{message('unsentTitle')}</Heading>
      <p class="muted">{message('unsentText', dateAndTime(until))}</p>
      {isProven ? <Save /> : <Unlock bare status={status} onUnlocked={() => prove(true)} />}
      <Erase />
    </div>
  );
}

function Save(): JSX.Element {
  const { answer, error } = useQuestion('devices.unsent', {});
  const [name, setName] = useState<string>();
  if (error !== undefined) return <Failure error={error} />;
  if (!answer) return <Waiting />;
  if (answer.items === 0) return <Notice>{message('unsentNothing')}</Notice>;
  if (name !== undefined) {
    return (
      <Notice icon="check">
        <p>{message('settingsExported', name)}</p>
        <p>{message('unsentTakeIn')}</p>
      </Notice>
    );
  }
  const make = async (password: string): Promise<void> => {
    const made = await sealedFile('devices.unsent.export', password);
    saveFile(made.name, made.pieces);
    setName(made.name);
  };
  return (
    <>
      <p>{counted('unsentItems', answer.items)}</p>
      <NewPassword submit={message('settingsExportDo')} onPassword={make} />
    </>
  );
}

/** Asked twice: what goes here is nowhere else. */
function Erase(): JSX.Element {
  const [isSure, setSure] = useState(false);
  const erase = useAction(() => call('devices.unsent.erase', {}).then(() => undefined));
  return (
    <>
      <p class="small muted center">
        {isSure && message('unsentEraseSure')}{' '}
        <Button
          kind={isSure ? 'danger' : 'quiet'}
          busy={erase.busy}
          onClick={() => (isSure ? void erase.run() : setSure(true))}
        >
          {message('unsentErase')}
        </Button>
      </p>
      {erase.error !== undefined && <Failure error={erase.error} />}
    </>
  );
}
