import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { ReadReport, Told } from '../../../transfer/index.ts';
import { codeOf, Failure, Notice, useAction, written } from '../../kit/index.ts';
import { Choose } from './choose.tsx';
import { Columns } from './columns.tsx';
import type { Table } from './columns.tsx';
import { FilePassword } from './file-password.tsx';
import { Preview } from './preview.tsx';
import { Progress } from './progress.tsx';
import { newReader } from './reader.ts';
import type { Reader } from './reader.ts';
import { stage } from './staging.ts';
import type { Staged } from './staging.ts';

type Step =
  | { readonly at: 'choose' }
  | { readonly at: 'columns'; readonly file: File; readonly table: Table }
  | { readonly at: 'password'; readonly file: File }
  | { readonly at: 'reading'; readonly file: File; readonly report?: ReadReport; readonly arrived: number }
  | { readonly at: 'preview'; readonly file: File; readonly staged: Staged };

interface BringProps {
  /** The preview is there. */
  onStaged: () => void;
  /** What else the place has, as long as no file is on its way. */
  children: ComponentChildren;
}

/** A file on its way in, up to the press. */
export function Bring({ onStaged, children }: BringProps): JSX.Element {
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const reader = useReader();
  const read = useAction(async (file: File, told: Told) => {
    setStep({ at: 'reading', file, arrived: 0 });
    try {
      const report = await reader().read(file, told);
      const heard = (arrived: number): void => setStep({ at: 'reading', file, report, arrived });
      const staged = await stage(reader(), file.name, report, heard);
      onStaged();
      setStep({ at: 'preview', file, staged });
    } catch (error) {
      const needed = codeOf(error) === 'file-password-needed';
      setStep(needed || codeOf(error) === 'wrong-export-password' ? { at: 'password', file } : { at: 'choose' });
      if (!needed) throw error;
    } finally {
      told.password?.fill(0);
      reader().end();
    }
  });
  const look = useAction(async (file: File) => {
    read.clear();
    const seen = await reader().look(file);
    if (seen.format !== 'table') await read.run(file, {});
    else if (seen.name === undefined) setStep({ at: 'columns', file, table: seen });
    else await read.run(file, { table: seen });
  });
  const cancel = (staged: Staged): void => {
    setStep({ at: 'choose' });
    void call('transfer.dismiss', { id: staged.id }).catch(() => undefined);
  };
  if (step.at === 'preview') {
    const { file, staged } = step;
    return <Preview name={file.name} staged={staged} onCancel={() => cancel(staged)} />;
  }
  if (step.at === 'reading') {
    const { report, arrived } = step;
    const title = report ? message('importReadOf', written(arrived), written(report.items)) : message('importReading');
    return <Progress title={title} done={arrived} total={report?.items ?? 1} />;
  }
  const error = look.error ?? read.error;
  const back = (): void => {
    read.clear();
    setStep({ at: 'choose' });
  };
  if (step.at === 'columns') {
    const { file, table } = step;
    return (
      <Columns name={file.name} table={table} onTold={(told) => void read.run(file, { table: told })} onCancel={back} />
    );
  }
  if (step.at === 'password') {
    const { file } = step;
    const open = (password: Uint8Array<ArrayBuffer>): void => void read.run(file, { password });
    return <FilePassword name={file.name} error={error} onPassword={open} onCancel={back} />;
  }
  return (
    <>
      {error !== undefined && <NotRead error={error} />}
      <Choose onFile={(file) => void look.run(file)} />
      {children}
    </>
  );
}

function NotRead({ error }: { error: unknown }): JSX.Element {
  if (codeOf(error) !== 'file-unknown' && codeOf(error) !== 'work-failed') return <Failure error={error} />;
  return <Notice kind="danger">{message('importFileUnknown')}</Notice>;
}

/** One worker for this step of the page, started when a file is there and ended with it. */
function useReader(): () => Reader {
  const reader = useRef<Reader | undefined>(undefined);
  useEffect(() => () => reader.current?.end(), []);
  return () => (reader.current ??= newReader());
}
