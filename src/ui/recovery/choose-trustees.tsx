import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../platform/index.ts';
import type { TrusteesView } from '../../rpc/index.ts';
import { Button, Failure, Notice, Onward, Select, StepPage, written } from '../kit/index.ts';

export interface Chosen {
  readonly people: readonly string[];
  readonly needed: number;
}

const FEWEST = 2;
const MOST = 10;

interface ChooseTrusteesProps {
  view: TrusteesView;
  busy: boolean;
  error: unknown;
  onBack: () => void;
  onChosen: (chosen: Chosen) => void;
}

/** Whom of those that were compared, and how many of them it takes: of three and more all but one, as long as nobody chose. */
export function ChooseTrustees(props: ChooseTrusteesProps): JSX.Element {
  const { view, busy, error, onBack, onChosen } = props;
  const before = view.state === 'set' ? view.people.map(({ id }) => id) : [];
  const [people, setPeople] = useState(before.filter((id) => view.candidates.some((one) => one.id === id)));
  const [wanted, want] = useState(view.state === 'set' ? view.needed : undefined);
  const [isWrong, setWrong] = useState(false);
  const most = Math.max(FEWEST, people.length);
  const needed = Math.min(wanted ?? Math.max(FEWEST, people.length - 1), most);
  const isRight = people.length >= FEWEST && people.length <= MOST;
  const counts = Array.from({ length: most - FEWEST + 1 }, (_, at) => at + FEWEST);
  const choose = (next: readonly string[], count = wanted): void => {
    setPeople([...next]);
    want(count);
    setWrong(false);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    setWrong(!isRight);
    if (isRight) onChosen({ people, needed });
  };
  return (
    <StepPage step={{ at: 2, of: 3 }} title={message('trusteesChooseTitle')} text={message('trusteesChooseText')}>
      <form class="stack" onSubmit={submit}>
        <fieldset class="stack">
          <legend class="hidden-text">{message('trusteesPeople')}</legend>
          {view.candidates.map(({ id, name }) => (
            <label key={id} class="choice">
              <input
                type="checkbox"
                checked={people.includes(id)}
                onChange={(event) =>
                  choose(event.currentTarget.checked ? [...people, id] : people.filter((one) => one !== id))
                }
              />
              <bdi>{name}</bdi>
            </label>
          ))}
        </fieldset>
        <Select
          label={message('trusteesNeeded')}
          value={String(needed)}
          options={counts.map((count) => ({ value: String(count), words: written(count) }))}
          onChoose={(count) => choose(people, Number(count))}
        />
        {isWrong && <Notice kind="danger">{message('trusteesTwo')}</Notice>}
        {error !== undefined && <Failure error={error} />}
        <Onward back={onBack}>
          <Button big kind="primary" busy={busy}>
            {message(view.needsAddress ? 'storeGoOn' : 'trusteesDo')}
          </Button>
        </Onward>
      </form>
    </StepPage>
  );
}
