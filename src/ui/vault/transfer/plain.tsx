import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { InputOf, PlainLook } from '../../../rpc/index.ts';
import { Button, counted, Dialog, Failure, Notice, useQuestion, Waiting } from '../../kit/index.ts';
import { useProvedAction } from '../../proof/index.ts';
import { saveFile } from './files.ts';

type Form = InputOf<'transfer.exportPlain'>['as'];

/** The vault as a file that anybody can read: never without a question. */
export function PlainFile(): JSX.Element {
  const [asking, ask] = useState<Form>();
  const [name, setName] = useState<string>();
  return (
    <div class="stack">
      <Notice icon="alert">{message('exportPlainText')}</Notice>
      <div class="line">
        <Button kind="danger" icon="download" onClick={() => ask('json')}>
          {message('exportPlainJson')}
        </Button>
        <Button kind="danger" icon="download" onClick={() => ask('csv')}>
          {message('exportPlainCsv')}
        </Button>
      </div>
      {name !== undefined && <Notice kind="danger">{message('exportPlainSaved', name)}</Notice>}
      {asking && <Ask as={asking} onSaved={setName} onClose={() => ask(undefined)} />}
    </div>
  );
}

interface AskProps {
  as: Form;
  onSaved: (name: string) => void;
  onClose: () => void;
}

function Ask({ as, onSaved, onClose }: AskProps): JSX.Element {
  const { answer: look, error, again } = useQuestion('transfer.lookPlain', {}, ['items']);
  const save = useProvedAction(async () => {
    const pieces: string[] = [];
    let answer = await call('transfer.exportPlain', { as });
    for (; answer.next !== undefined; answer = await call('transfer.exportPlain', { as, after: answer.next })) {
      pieces.push(answer.text);
    }
    saveFile(answer.name, [...pieces, answer.text]);
    onSaved(answer.name);
    onClose();
  });
  return (
    <>
      <Dialog
        title={message('exportPlainAsk')}
        onClose={onClose}
        actions={
          <>
            <Button autoFocus onClick={onClose}>
              {message('kitCancel')}
            </Button>
            <Button kind="danger" busy={save.busy} disabled={!look} onClick={() => void save.run()}>
              {message('exportPlainDo')}
            </Button>
          </>
        }
      >
        <Notice kind="danger">{message('exportPlainRisk')}</Notice>
        {look && (as === 'json' ? <JsonHolds look={look} /> : <CsvHolds look={look} />)}
        {!look && error === undefined && <Waiting />}
        {error !== undefined && <Failure error={error} again={again} />}
        {save.error !== undefined && <Failure error={save.error} />}
      </Dialog>
      {save.dialog}
    </>
  );
}

function JsonHolds({ look }: { look: PlainLook }): JSX.Element {
  return (
    <>
      <p>
        {counted('exportPlainItems', look.items)} {message('exportPlainJsonText')}
      </p>
      <LeftBehind lines={[look.damaged > 0 && counted('exportPlainDamaged', look.damaged)]} />
    </>
  );
}

function CsvHolds({ look: { csv, damaged } }: { look: PlainLook }): JSX.Element {
  return (
    <>
      <p>
        {counted('exportPlainRows', csv.rows)} {message('exportPlainCsvText')}
      </p>
      <LeftBehind
        lines={[
          csv.others > 0 && counted('exportPlainOthers', csv.others),
          csv.trashed > 0 && counted('exportPlainTrashed', csv.trashed),
          csv.codes > 0 && counted('exportPlainCodes', csv.codes),
          csv.fields > 0 && counted('exportPlainFields', csv.fields),
          csv.addresses > 0 && counted('exportPlainAddresses', csv.addresses),
          damaged > 0 && counted('exportPlainDamaged', damaged),
        ]}
      />
    </>
  );
}

function LeftBehind({ lines }: { lines: readonly (string | false)[] }): JSX.Element | null {
  const said = lines.filter((line) => line !== false);
  if (said.length === 0) return null;
  return (
    <div>
      <p>{message('exportPlainLeft')}</p>
      <ul>
        {said.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
