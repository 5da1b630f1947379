import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { language, message } from '../../../../platform/index.ts';
import { call } from '../../../../rpc/index.ts';
import { calculationOf, keyOf, press, shownText, start, writingOf } from '../../../calculator/index.ts';
import { Button, Failure, Field, Notice, useAction, useQuestion, Waiting } from '../../../kit/index.ts';
import { useProvedAction } from '../../../proof/index.ts';

/** The calculator in the place of a locked popup: off unless a person chooses a calculation that ends it. */
export function DisguiseSettings(): JSX.Element {
  const { answer, error, again } = useQuestion('disguise.read', {}, ['status']);
  if (!answer) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return (
    <div class="stack">
      <p class="muted">{message('disguiseText')}</p>
      {answer.isOn ? <TakeOff /> : <PutOn />}
      <p class="small muted">{message('disguiseLimits')}</p>
    </div>
  );
}

function TakeOff(): JSX.Element {
  const end = useAction(() => call('disguise.end', {}));
  return (
    <>
      <Notice icon="check">{message('disguiseOn')}</Notice>
      {end.error !== undefined && <Failure error={end.error} />}
      <p>
        <Button busy={end.busy} onClick={() => void end.run()}>
          {message('disguiseEnd')}
        </Button>
      </p>
    </>
  );
}

function PutOn(): JSX.Element {
  const [typed, type] = useState('');
  const chosen = read(typed);
  const put = useProvedAction(() => call('disguise.put', { calculation: chosen?.calculation ?? '' }));
  return (
    <>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) void put.run();
        }}
      >
        <Field
          mono
          label={message('disguiseCalculation')}
          hint={chosen ? message('disguiseResult', chosen.result) : message('disguiseHint')}
          value={typed}
          maxLength={80}
          onInput={(text) => {
            type(text);
            put.clear();
          }}
        />
        {put.error !== undefined && <Failure error={put.error} />}
        <p>
          <Button busy={put.busy} disabled={!chosen}>
            {message('disguisePut')}
          </Button>
        </p>
      </form>
      {put.dialog}
    </>
  );
}

/** A calculation of two signs at least, as the calculator spells it: nobody comes to it by chance. */
function read(typed: string): { readonly calculation: string; readonly result: string } | undefined {
  const keys = Array.from(typed.replace(/[=\s]/g, ''), keyOf);
  const pressed = keys.flatMap((key) => key ?? []);
  if (pressed.length !== keys.length) return undefined;
  const machine = pressed.reduce(press, start);
  const calculation = calculationOf(machine);
  if (machine.before.length < 2 || !machine.entry) return undefined;
  return { calculation, result: shownText(press(machine, '='), writingOf(language())) };
}
