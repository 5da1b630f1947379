import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { language, message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import { isComposed, isEnter } from '../kit/index.ts';
import { keyOf } from './keys.ts';
import { calculationOf, press, start } from './machine.ts';
import type { Key } from './machine.ts';
import { calculationText, shownText, writingOf } from './shown.ts';

interface CalculatorProps {
  /** Hears of each calculation that was ended by `=`, in its one spelling. */
  onResult: (calculation: string) => void;
}

/**
 * The keys as they lie, each row from the left. `word`: what a screen reader says where the sign isn't enough. A sign that is
 * letters stays the name, by which a key is called by voice, and the word describes it.
 */
const keys: readonly { readonly key: Key; readonly sign: string; readonly word?: MessageKey }[] = [
  { key: 'memory-clear', sign: 'MC', word: 'calculatorMemoryClear' },
  { key: 'memory-read', sign: 'MR', word: 'calculatorMemoryRead' },
  { key: 'memory-add', sign: 'M+', word: 'calculatorMemoryAdd' },
  { key: 'memory-take', sign: 'M−', word: 'calculatorMemoryTake' },
  { key: 'clear', sign: 'C', word: 'calculatorClear' },
  { key: '7', sign: '7' },
  { key: '8', sign: '8' },
  { key: '9', sign: '9' },
  { key: '/', sign: '÷', word: 'calculatorDivide' },
  { key: '%', sign: '%', word: 'calculatorPercent' },
  { key: '4', sign: '4' },
  { key: '5', sign: '5' },
  { key: '6', sign: '6' },
  { key: '*', sign: '×', word: 'calculatorTimes' },
  { key: 'root', sign: '√', word: 'calculatorRoot' },
  { key: '1', sign: '1' },
  { key: '2', sign: '2' },
  { key: '3', sign: '3' },
  { key: '-', sign: '−', word: 'calculatorMinus' },
  { key: 'sign', sign: '±', word: 'calculatorSign' },
  { key: '0', sign: '0' },
  { key: '.', sign: '.', word: 'calculatorPoint' },
  { key: 'back', sign: '⌫', word: 'calculatorBack' },
  { key: '+', sign: '+', word: 'calculatorPlus' },
  { key: '=', sign: '=', word: 'calculatorEquals' },
];

/** By mouse, by keyboard (Enter is `=`, Delete and C clear) and by screen reader, as any calculator. */
export function Calculator({ onResult }: CalculatorProps): JSX.Element {
  const [machine, setMachine] = useState(start);
  const now = useRef(machine);
  const writing = writingOf(language());
  const take = (key: Key): void => {
    const next = press(now.current, key);
    now.current = next;
    setMachine(next);
    if (key === '=' && next.result) onResult(next.result.of);
  };
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || isComposed(event)) return;
      // A key that has the focus is pressed by Enter: that is its own press.
      const isOnKey = event.target instanceof HTMLButtonElement && isEnter(event);
      const key = isOnKey ? undefined : keyOf(event.key);
      if (key === undefined) return;
      event.preventDefault();
      take(key);
    };
    addEventListener('keydown', hear);
    return () => removeEventListener('keydown', hear);
  }, []);
  return (
    <main class="calculator">
      <h1 class="hidden-text">{message('calculatorTitle')}</h1>
      <div class="calculator-shown" dir="ltr">
        <p class="muted">{calculationText(calculationOf(machine), writing) || '\u00a0'}</p>
        <output role="status">{machine.isWrong ? message('calculatorError') : shownText(machine, writing)}</output>
      </div>
      <div class="calculator-keys" dir="ltr" role="group" aria-label={message('calculatorKeys')}>
        {keys.map(({ key, sign, word }) => (
          <button
            key={key}
            type="button"
            class={key === '=' ? 'equals' : undefined}
            {...(word && (sign.length > 1 ? { title: message(word) } : { 'aria-label': message(word) }))}
            // A press by mouse leaves the focus where it is: Enter goes on being `=`.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(key)}
          >
            {key === '.' ? writing.point : sign}
          </button>
        ))}
      </div>
    </main>
  );
}
