import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import type { FillDoubt, FilledField, FillRefusal } from '../../../rpc/index.ts';
import { Button, Dialog, Failure, Notice, Switch } from '../../kit/index.ts';
import { fieldName } from './field-names.ts';
import type { FilledItem, Filler, ToldFill } from './use-fill.ts';

const doubts: Readonly<Record<FillDoubt, MessageKey>> = {
  domain: 'fillAskDomain',
  expression: 'fillAskExpression',
  port: 'fillAskPort',
  http: 'fillAskHttp',
  frame: 'fillAskFrame',
  target: 'fillAskTarget',
  query: 'fillAskQuery',
};

/** Those that the login itself can answer, by one more address. */
const lasting: Partial<Record<FillDoubt, true>> = { domain: true, port: true };

const refusals: Readonly<Record<FillRefusal, MessageKey>> = {
  elsewhere: 'fillRefusedElsewhere',
  nowhere: 'fillRefusedNowhere',
  'no-field': 'fillRefusedNoField',
  'no-target': 'fillRefusedNoTarget',
  unreachable: 'fillRefusedUnreachable',
};

const outcomes: Readonly<Record<FilledField['outcome'], MessageKey | undefined>> = {
  filled: undefined,
  kept: 'fillKept',
  unfit: 'fillUnfit',
  refused: 'fillRefusedByPage',
};

interface OutcomeProps {
  filler: Filler;
  /** What can be done with an item whose password a page didn't take. */
  remedies?: Remedies | undefined;
}

interface Remedies {
  copy: (item: FilledItem) => void;
  change: (item: FilledItem) => void;
}

/** What a filling has to ask or to say, if it has. */
export function FillOutcome({ filler, remedies }: OutcomeProps): JSX.Element | null {
  const { told, error } = filler;
  if (error !== undefined) return <Failure error={error} />;
  if (!told) return null;
  return told.report.questions.length > 0 ? (
    <Questions told={told} filler={filler} />
  ) : (
    <Words told={told} filler={filler} remedies={remedies} />
  );
}

/** Asked in a window of ours, where no page has a say; every origin is named whole. */
function Questions({ told, filler }: { told: ToldFill; filler: Filler }): JSX.Element {
  const [remember, setRemember] = useState(false);
  const { questions } = told.report;
  const isOfAddress = told.source.item !== undefined && questions.some(({ doubt }) => doubt in lasting);
  return (
    <Dialog
      title={message('fillAsk', told.source.title)}
      onClose={filler.forget}
      actions={
        <>
          <Button autoFocus onClick={filler.forget}>
            {message('kitCancel')}
          </Button>
          <Button onClick={() => filler.agree(questions, isOfAddress && remember)}>{message('fillAskAgree')}</Button>
        </>
      }
    >
      {questions.map(({ doubt, origin }) => (
        <p key={`${doubt} ${origin}`}>
          {message(doubts[doubt])}
          <code class="popup-origin">{origin}</code>
        </p>
      ))}
      {isOfAddress && <Switch label={message('fillAskRemember')} on={remember} onSwitch={setRemember} />}
    </Dialog>
  );
}

function isLeftPassword({ type, outcome }: FilledField): boolean {
  return type === 'current-password' && (outcome === 'unfit' || outcome === 'refused');
}

function Remedy({ item, remedies }: { item: FilledItem; remedies: Remedies }): JSX.Element {
  return (
    <div class="line">
      <Button icon="copy" onClick={() => remedies.copy(item)}>
        {message('popupCopyPassword')}
      </Button>
      <Button onClick={() => remedies.change(item)}>{message('fillChange')}</Button>
    </div>
  );
}

interface WordsProps extends OutcomeProps {
  told: ToldFill;
}

/** What wasn't filled in, field by field; nothing was cut, and nothing that a person typed is gone. */
function Words({ told: { report, source }, filler, remedies }: WordsProps): JSX.Element {
  const left = report.fields.flatMap(({ type, outcome }) => {
    const sentence = outcomes[outcome];
    return sentence === undefined ? [] : [message(sentence, fieldName(type))];
  });
  return (
    <Notice kind={report.refused === 'no-field' ? 'info' : 'danger'}>
      {report.refused && <p>{message(refusals[report.refused])}</p>}
      {[...new Set(left)].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {report.fields.some(({ outcome }) => outcome === 'kept') && (
        <Button onClick={filler.replace}>{message('fillReplace')}</Button>
      )}
      {remedies && source.item && report.fields.some(isLeftPassword) && (
        <Remedy item={source.item} remedies={remedies} />
      )}
    </Notice>
  );
}
