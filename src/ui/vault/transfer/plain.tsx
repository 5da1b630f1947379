import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { InputOf, PlainLook } from '../../../rpc/index.ts';
import { Button, counted, Failure, Notice, useQuestion, Waiting } from '../../kit/index.ts';
import { SavePlain } from '../../proof/index.ts';

type Form = InputOf<'transfer.exportPlain'>['as'];

/** The vault, or what is chosen of it, as a file that anybody can read: never without a question. */
export function PlainFile({ ids }: { ids?: readonly string[] }): JSX.Element {
  const [asking, ask] = useState<Form>();
  const [name, setName] = useState<string>();
  return (
    <div class="stack">
      <Notice icon="alert">{message('exportPlainText')}</Notice>
      <div class="line">
        <Button kind="danger" icon="download" onClick={() => ask('json')}>
          {message(ids ? 'exportChosenJson' : 'exportPlainJson')}
        </Button>
        <Button kind="danger" icon="download" onClick={() => ask('csv')}>
          {message('exportPlainCsv')}
        </Button>
      </div>
      {name !== undefined && <Notice kind="danger">{message('exportPlainSaved', name)}</Notice>}
      {asking && <Ask as={asking} {...(ids && { ids })} onSaved={setName} onClose={() => ask(undefined)} />}
    </div>
  );
}

interface AskProps {
  as: Form;
  ids?: readonly string[];
  onSaved: (name: string) => void;
  onClose: () => void;
}

function Ask({ as, ids, ...rest }: AskProps): JSX.Element {
  const some = ids ? { ids } : {};
  const { answer: look, error, again } = useQuestion('transfer.lookPlain', some, ['items']);
  return (
    <SavePlain
      read={(after) => call('transfer.exportPlain', { as, ...some, ...after })}
      isReady={look !== undefined}
      {...rest}
    >
      <Notice kind="danger">{message('exportPlainRisk')}</Notice>
      {look && (as === 'json' ? <JsonHolds look={look} chosen={ids !== undefined} /> : <CsvHolds look={look} />)}
      {!look && error === undefined && <Waiting />}
      {error !== undefined && <Failure error={error} again={again} />}
    </SavePlain>
  );
}

function JsonHolds({ look, chosen }: { look: PlainLook; chosen: boolean }): JSX.Element {
  return (
    <>
      <p>
        {counted('exportPlainItems', look.items)} {message(chosen ? 'exportChosenJsonText' : 'exportPlainJsonText')}
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
