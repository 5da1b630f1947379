import { useEffect, useRef, useState } from 'preact/hooks';
import type { GeneratorOptions } from '../../items/index.ts';
import { call } from '../../rpc/index.ts';
import type { MadeValue } from '../../rpc/index.ts';

/** A value, by what it was made, and how another one is made. */
export interface Making {
  /** As they stand now; undefined until those that were used last are known. */
  readonly options: GeneratorOptions | undefined;
  readonly made: MadeValue | undefined;
  readonly error: unknown;
  readonly again: () => void;
  readonly change: (options: GeneratorOptions) => void;
}

/** Makes a value at once, and another whenever the options change. Of several under way only the last is shown. */
export function useGenerator(host: string | undefined): Making {
  const [options, setOptions] = useState<GeneratorOptions>();
  const [{ made, error }, setMade] = useState<{ made?: MadeValue; error?: unknown }>({});
  const turn = useRef(0);
  const make = (by: GeneratorOptions | undefined): void => {
    const mine = ++turn.current;
    call('generator.make', { ...(by && { options: by }), ...(host !== undefined && { host }) }).then(
      (answer) => {
        if (mine !== turn.current) return;
        setOptions(answer.options);
        setMade({ made: answer });
      },
      (reason: unknown) => {
        if (mine === turn.current) setMade({ error: reason });
      },
    );
  };
  useEffect(() => {
    make(options);
    return () => {
      turn.current += 1;
    };
  }, [host]);
  const change = (to: GeneratorOptions): void => {
    setOptions(to);
    make(to);
  };
  return { options, made, error, again: () => make(options), change };
}
