import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Failure, LinkButton, Notice, Onward, StepPage } from '../kit/index.ts';
import { useProvedAction } from '../proof/index.ts';

interface BeginProps {
  /** Of so many steps this is the first. */
  of: number;
  title: string;
  text: string;
  /** What comes, step by step. */
  hows: readonly string[];
  /** What it is worth, and what it isn't. */
  warning: string;
  /** What stands in the way, and what is set up. */
  children?: ComponentChildren;
  /** Takes away what is set up; absent: there is nothing, or it stays. */
  remove?: { readonly label: string; readonly deed: () => Promise<unknown> } | undefined;
  onRemoved: () => void;
  /** The one button at the end; absent: there is nothing to go on with. */
  onward: JSX.Element | false;
}

/** The first step to a way back that others help with: what it means, what stands, and the way on. */
export function Begin({ of, title, text, hows, warning, children, ...rest }: BeginProps): JSX.Element {
  const { remove, onRemoved, onward } = rest;
  const removing = useProvedAction(async () => {
    await remove?.deed();
    onRemoved();
  }, true);
  return (
    <StepPage step={{ at: 1, of }} title={title} text={text}>
      <ol class="recovery-steps">
        {hows.map((how) => (
          <li key={how}>{how}</li>
        ))}
      </ol>
      <Notice>{warning}</Notice>
      {children}
      {remove && (
        <p>
          <Button busy={removing.busy} onClick={() => void removing.run()}>
            {remove.label}
          </Button>
        </p>
      )}
      {removing.error !== undefined && <Failure error={removing.error} />}
      <Onward back={() => history.back()}>{onward}</Onward>
      {removing.dialog}
    </StepPage>
  );
}

/** It was set up, or taken away: what that comes to, and the way to the ladder. */
export function Done({ title, text }: { title: string; text: string }): JSX.Element {
  return (
    <StepPage title={title} text={text}>
      <Onward back={undefined}>
        <LinkButton big kind="primary" href="#recovery">
          {message('answersToLadder')}
        </LinkButton>
      </Onward>
    </StepPage>
  );
}
