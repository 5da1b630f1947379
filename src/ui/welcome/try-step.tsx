import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { SitesMode, WayKind } from '../../rpc/index.ts';
import { Button, Icon, LinkButton, List, Mark, Row, useQuestion, Onward } from '../kit/index.ts';
import type { IconName } from '../kit/index.ts';
import { Page } from './page.tsx';
import type { Step } from './steps.ts';

/** Served by `npm start`, to this computer only. */
const practicePage = 'http://127.0.0.1:4880/';

/** The shortcut that the manifest suggests. */
const shortcut = 'Alt+Shift+E';

interface TryStepProps {
  back: () => void;
  go: (step: Step) => void;
  /** The kinds of ways in that this vault has. */
  ways: readonly WayKind[];
}

/** The end of the beginning: a page to practise on, a first note, and what makes the vault last. */
export function TryStep({ back, go, ways }: TryStepProps): JSX.Element {
  const { answer: sites } = useQuestion('sites.read', {}, ['sites']);
  return (
    <Page step="try" title={message('welcomeTryTitle')} text={message('welcomeTryText')}>
      <ol class="tries">
        <li>
          <FirstTry mode={sites?.mode} />
        </li>
        <li>{message('welcomeTryPin')}</li>
        <li>{message('welcomeTryNote')}</li>
      </ol>
      <Onward back={back}>
        <LinkButton big href="vault.html#new">
          {message('welcomeFirstNote')}
        </LinkButton>
        <LinkButton big kind="primary" icon="open" newTab href={practicePage}>
          {message('welcomePractice')}
        </LinkButton>
      </Onward>
      <p class="muted small end">{message('welcomePracticeText')}</p>
      <FurtherWays ways={ways} go={go} />
    </Page>
  );
}

/** How to write in a page: by the key button where it was just allowed, by the shortcut where it was not. */
function FirstTry({ mode }: { mode: SitesMode | undefined }): JSX.Element | null {
  if (mode === undefined) return null;
  if (mode === 'on-click') return <span>{message('welcomeTryField', shortcut)}</span>;
  const words = message(mode === 'all' ? 'welcomeTryMark' : 'welcomeTryMarkThere', shortcut);
  return (
    <span>
      <Mark size={18} /> {words}
    </span>
  );
}

interface FurtherWay {
  readonly step: Extract<Step, WayKind>;
  readonly icon: IconName;
  readonly title: MessageKey;
  readonly text: MessageKey;
}

const offered: readonly FurtherWay[] = [
  { step: 'passkey', icon: 'passkey', title: 'welcomeWayPasskey', text: 'welcomeWayPasskeyText' },
  { step: 'phrase', icon: 'phrase', title: 'welcomeWayPhrase', text: 'welcomeWayPhraseText' },
];

/** One way in is few: what else can open the vault, until it is there. The settings have the same. */
function FurtherWays({ ways, go }: Pick<TryStepProps, 'ways' | 'go'>): JSX.Element {
  return (
    <section class="card ways">
      <h2>{message('welcomeWaysTitle')}</h2>
      <p class="muted small">{message('welcomeWaysText')}</p>
      <List title={message('welcomeWaysTitle')} titleHidden>
        {offered.map(({ step, icon, title, text }) => {
          const has = ways.includes(step);
          return (
            <Row
              key={step}
              icon={icon}
              title={message(title)}
              detail={message(has ? 'welcomeWayThere' : text)}
              mark={has && <Icon name="check" />}
              {...(has
                ? {}
                : {
                    onOpen: () => go(step),
                    action: <Button onClick={() => go(step)}>{message('welcomeWayAdd')}</Button>,
                  })}
            />
          );
        })}
      </List>
    </section>
  );
}
