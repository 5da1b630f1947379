import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { counted, Failure, Notice, Secret, useQuestion, Waiting } from '../../kit/index.ts';
import { KnowsLink, useStore } from '../../account/index.ts';
import { lists, packages } from './licences.ts';

/** What this is, which vault it holds, and what leaves the browser. */
export function AboutSettings(): JSX.Element {
  const { answer: about, error, again } = useQuestion('about', {}, ['items', 'ways']);
  if (!about) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  return (
    <div class="stack">
      <dl class="vault-facts">
        <Fact name={message('settingsAboutVersion')}>{about.version}</Fact>
        <Fact name={message('settingsAboutAccount')}>
          <Secret text={about.account.slice(0, 8)} />
        </Fact>
        <Fact name={message('settingsAboutDevice')}>{about.device}</Fact>
        <Fact name={message('settingsAboutItems')}>{counted('items', about.items)}</Fact>
        <Fact name={message('settingsAboutGeneration')}>
          {message('settingsAboutGenerationValue', String(about.generation), String(about.sequence))}
        </Fact>
        <Fact name={message('settingsAboutHead')}>
          <Secret text={about.head} />
        </Fact>
      </dl>
      <p class="muted small">{message('settingsAboutHeadText')}</p>
      <Leaves />
      <details>
        <summary>{message('settingsAboutLicences')}</summary>
        <p class="muted small">{message('settingsAboutLicencesText')}</p>
        <ul class="vault-licences">
          {[...packages, ...lists].map(([name, licence]) => (
            <li key={name}>
              <span translate={false}>{name}</span> <span class="muted">{licence}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

/** What leaves the browser: nothing, or sealed copies to the store. */
function Leaves(): JSX.Element | null {
  const { answer: store } = useStore();
  if (!store) return null;
  if (store.connected) {
    return (
      <Notice>
        <strong>{message('storeLeaves')}</strong>
        <p>{message('storeLeavesText', store.origin)}</p>
        <KnowsLink />
      </Notice>
    );
  }
  return (
    <Notice>
      <strong>{message('settingsAboutLeaves')}</strong>
      <p>{message('settingsAboutLeavesText')}</p>
    </Notice>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
