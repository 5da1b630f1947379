import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { GeneratorOptions } from '../../items/index.ts';
import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';
import type { MadeValue } from '../../rpc/index.ts';
import { Button, Failure, IconButton, Notice, Secret, Switch, useAction, Waiting } from '../kit/index.ts';
import { sizeOf, withSize } from './change.ts';
import { History } from './history.tsx';
import { deedOf, focusedOf } from './keys.ts';
import { Characters, sizeLabel, sizeWords, Words } from './options.tsx';
import { Segments, Slider } from './parts.tsx';
import { sentencesOf } from './rules.ts';
import { StrengthLine } from './strength.tsx';
import { useGenerator } from './use-generator.ts';
import type { Making } from './use-generator.ts';

interface GeneratorProps {
  /** The site that it is for, if it is known. */
  host?: string | undefined;
  /** What the button says. */
  use: string;
  /** Gets a value that the vault has kept. What it throws is shown; false: what becomes of it is said elsewhere. */
  onUse: (value: string) => unknown;
  /** A second thing that can be done with it, where the first is no copying. */
  onCopy?: ((value: string) => unknown) | undefined;
}

/** Makes values until one is used; that one is kept in the vault first. */
export function Generator({ host, use, onUse, onCopy }: GeneratorProps): JSX.Element {
  const [past, showPast] = useState(false);
  const making = useGenerator(host);
  return (
    <section class="generator" aria-label={message('generatorTitle')}>
      {past ? (
        <History use={use} onUse={onUse} onBack={() => showPast(false)} />
      ) : (
        <Maker making={making} host={host} use={use} onUse={onUse} onCopy={onCopy} showPast={() => showPast(true)} />
      )}
    </section>
  );
}

interface MakerProps extends GeneratorProps {
  making: Making;
  showPast: () => void;
}

function Maker({ making, host, use, onUse, onCopy, showPast }: MakerProps): JSX.Element {
  const { options, made, error, again, change } = making;
  // What was used, so that the next one does not stand beside words about this one.
  const [used, setUsed] = useState<string>();
  const keep = useAction(async ({ value, options: by }: MadeValue, then: (value: string) => unknown) => {
    await call('generator.keep', { value, options: by, ...(host !== undefined && { host }) });
    if ((await then(value)) !== false) setUsed(value);
  });
  const take = (then = onUse): void => {
    if (made) void keep.run(made, then);
  };
  const hear = (event: KeyboardEvent): void => {
    if (!options || !(event.currentTarget instanceof HTMLElement)) return;
    const rightToLeft = getComputedStyle(event.currentTarget).direction === 'rtl';
    const deed = deedOf(event, focusedOf(event.target), rightToLeft);
    if (!deed) return;
    event.preventDefault();
    if (deed === 'again') again();
    else if (deed === 'use') take();
    else change(resized(options, made, deed === 'longer' ? 1 : -1));
  };
  return (
    <div class="generator-maker" tabIndex={-1} onKeyDown={hear}>
      <div class="generator-body">
        {options && <Kinds options={options} onChange={change} />}
        <Value made={made} again={again} copy={onCopy && (() => take(onCopy))} />
        {error !== undefined && <Failure error={error} again={again} />}
        {!options && error === undefined && <Waiting />}
        {options && <Chosen options={options} made={made} onChange={change} />}
        {keep.error !== undefined && <Failure error={keep.error} />}
      </div>
      <div class="generator-foot">
        <p class="small muted" role="status">
          {used !== undefined && used === made?.value && message('generatorUsed')}
        </p>
        <div class="line">
          <Button big onClick={showPast}>
            {message('generatorHistory')}
          </Button>
          <span class="spring">
            <Button big wide kind="primary" disabled={!made} busy={keep.busy} onClick={() => take()}>
              {use} <kbd aria-hidden="true">↵</kbd>
            </Button>
          </span>
        </div>
      </div>
    </div>
  );
}

/** A step longer or shorter, as far as that goes. */
function resized(options: GeneratorOptions, made: MadeValue | undefined, by: number): GeneratorOptions {
  const { size, least, most } = sizeOf(options, followed(options, made));
  return withSize(options, Math.min(Math.max(size + by, least), most));
}

/** The site's rules, where they are known and followed. */
function followed({ kind, characters }: GeneratorOptions, made: MadeValue | undefined): MadeValue['rules'] {
  return kind === 'characters' && characters.followSite ? made?.rules : undefined;
}

interface ChangeProps {
  options: GeneratorOptions;
  onChange: (options: GeneratorOptions) => void;
}

function Kinds({ options, onChange }: ChangeProps): JSX.Element {
  return (
    <Segments
      label={message('generatorKind')}
      values={[
        { value: 'characters', label: message('generatorKindCharacters') },
        { value: 'words', label: message('generatorKindWords') },
        { value: 'pin', label: message('generatorKindPin') },
      ]}
      chosen={options.kind}
      onChoose={(kind) => onChange({ ...options, kind })}
    />
  );
}

interface ValueProps {
  made: MadeValue | undefined;
  again: () => void;
  copy: (() => void) | undefined;
}

/** The value itself has the focus at first: from there each key does what it says. */
function Value({ made, again, copy }: ValueProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <div class="card generator-value">
      <div ref={box} class="generator-text" tabIndex={0} role="group" aria-label={message('generatorValue')}>
        <output>{made && <Secret text={made.value} />}</output>
      </div>
      <div class="line">
        <div class="spring">{made && <StrengthLine made={made} />}</div>
        {copy && <IconButton icon="copy" label={message('generatorCopy')} onClick={copy} />}
        <IconButton icon="again" label={message('generatorAgain')} onClick={again} />
      </div>
    </div>
  );
}

/** What can be chosen for the kind that it is. */
function Chosen({ options, made, onChange }: ChangeProps & { made: MadeValue | undefined }): JSX.Element {
  const { kind, characters } = options;
  const rules = followed(options, made);
  const { size, least, most } = sizeOf(options, rules);
  const edit = (to: GeneratorOptions['characters']): void => onChange({ ...options, characters: to });
  const isMost = rules !== undefined && size === most;
  return (
    <>
      {kind === 'characters' && made?.rules && (
        <>
          <Notice icon="globe">
            <p>{sentencesOf(made.rules)}</p>
          </Notice>
          <Switch
            label={message('generatorFollow')}
            on={characters.followSite}
            onSwitch={(followSite) => edit({ ...characters, followSite })}
          />
        </>
      )}
      <Slider
        label={sizeLabel(kind)}
        value={size}
        bounds={{ least, most }}
        words={isMost ? message('generatorMost', sizeWords(kind, size)) : sizeWords(kind, size)}
        onSlide={(to) => onChange(withSize(options, to))}
      />
      {kind === 'characters' && (
        <Characters options={characters} isBound={rules !== undefined && !rules.anyCharacters} onChange={edit} />
      )}
      {kind === 'words' && <Words options={options.words} onChange={(words) => onChange({ ...options, words })} />}
    </>
  );
}
