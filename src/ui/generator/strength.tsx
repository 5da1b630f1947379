import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { MadeValue } from '../../rpc/index.ts';
import { Meter, written } from '../kit/index.ts';
import { strengthOf, useStrength } from '../setup/index.ts';

/** How strong a value is: an estimate of what a thief would need, in words, and the entropy that it was drawn with. */
export function StrengthLine({ made }: { made: MadeValue }): JSX.Element {
  const estimate = useStrength(made.value);
  const label = message('generatorStrength');
  const bits = message('generatorBits', written(Math.floor(made.bits)));
  if (!estimate) return <Meter label={label} value={0} words={bits} />;
  const strength = strengthOf(estimate.guesses);
  // How a PIN is judged by guesses alone says nothing: it is for where tries are counted.
  const isPin = made.options.kind === 'pin';
  return (
    <Meter
      label={label}
      value={Math.max(1, estimate.score)}
      words={`${message(wordsOf(made, strength))} ${bits}`}
      weak={strength === 'weak' && !isPin}
    />
  );
}

function wordsOf({ options, rules, value }: MadeValue, strength: ReturnType<typeof strengthOf>): MessageKey {
  if (options.kind === 'pin') return 'generatorForPin';
  const bound = options.kind === 'characters' && options.characters.followSite && rules ? rules : undefined;
  if (strength === 'weak') return value.length === bound?.longest ? 'generatorWeakSite' : 'generatorWeak';
  if (bound) return 'generatorGoodSite';
  if (strength === 'fair') return 'generatorFair';
  return options.kind === 'words' ? 'generatorGoodWords' : 'generatorGood';
}
