import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { AnswerOf } from '../../../rpc/index.ts';
import { Button, codeOf, counted, dateAndTime, Failure, Notice, PasswordField, useAction } from '../../kit/index.ts';
import { bringFile } from './files.ts';

/** What opening a file that is no export of ours fails with. */
const notOurs: ReadonlySet<string> = new Set(['malformed', 'format-unknown', 'decryption', 'stretch-parameters']);

/** A sealed export comes in: opened, counted, and only then taken over, all of it or nothing. */
export function SealedImport(): JSX.Element {
  const id = useId();
  const [file, setFile] = useState<File>();
  const [password, setPassword] = useState('');
  const [preview, setPreview] = useState<AnswerOf<'transfer.preview'>>();
  const [done, setDone] = useState<AnswerOf<'transfer.import'>>();
  const look = useAction(async (chosen: File) => {
    await bringFile(chosen);
    setPreview(await call('transfer.preview', { password }));
  });
  const take = useAction(async (chosen: File) => {
    await bringFile(chosen);
    setDone(await call('transfer.import', { password }));
    setPassword('');
  });
  const changed = (): void => {
    setPreview(undefined);
    look.clear();
    take.clear();
  };
  const send = (event: Event): void => {
    event.preventDefault();
    if (file && password !== '') void (preview ? take : look).run(file);
  };
  if (done) {
    const kept = done.kept === 0 ? '' : ` ${counted('settingsImportKept', done.kept)}`;
    return <Notice icon="check">{counted('settingsImported', done.added) + kept}</Notice>;
  }
  const error = look.error ?? take.error;
  return (
    <form class="stack" onSubmit={send}>
      <div class="field">
        <label for={id}>{message('settingsImportFile')}</label>
        <input
          id={id}
          type="file"
          accept=".latchkey"
          onChange={(event) => {
            setFile(event.currentTarget.files?.[0]);
            changed();
          }}
        />
      </div>
      <PasswordField
        use="current"
        label={message('settingsImportPassword')}
        value={password}
        onInput={(value) => {
          setPassword(value);
          changed();
        }}
      />
      {error !== undefined && (notOurs.has(codeOf(error)) ? <NotOurs /> : <Failure error={error} />)}
      {preview && <Preview preview={preview} />}
      <p>
        <Button kind={preview ? 'primary' : 'plain'} busy={look.busy || take.busy} disabled={!file || password === ''}>
          {message(preview ? 'settingsImportDo' : 'settingsImportLook')}
        </Button>
      </p>
    </form>
  );
}

function NotOurs(): JSX.Element {
  return <Notice kind="danger">{message('settingsImportNotOurs')}</Notice>;
}

function Preview({ preview }: { preview: AnswerOf<'transfer.preview'> }): JSX.Element {
  const { items, known, madeAt } = preview;
  return (
    <Notice>
      <p>{message('settingsImportMade', dateAndTime(madeAt), counted('settingsImportItems', items))}</p>
      <p>{counted('settingsImportNew', items - known)}</p>
    </Notice>
  );
}
