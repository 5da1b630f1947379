import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { Button, dateOf, DOTS, Eye, Secret, useEye, written } from '../../kit/index.ts';
import type { Version } from './versions.ts';

interface FieldHistoryProps {
  versions: readonly Version[];
  secret: boolean;
  onUse: (version: Version) => void;
}

/** What a field said before, newest first, each to be used again. */
export function FieldVersions({ versions, secret, onUse }: FieldHistoryProps): JSX.Element | null {
  if (versions.length === 0) return null;
  return (
    <details class="vault-former">
      <summary class="small muted">{message('readHistory', written(versions.length))}</summary>
      <ul role="list">
        {versions.map((version, at) => (
          <FormerValue key={`${String(version.until)} ${String(at)}`} version={version} secret={secret} onUse={onUse} />
        ))}
      </ul>
    </details>
  );
}

/** One of them. */
export function FormerValue({
  version,
  secret,
  onUse,
}: {
  version: Version;
  secret: boolean;
  onUse: (version: Version) => void;
}): JSX.Element {
  const [shown, show] = useEye();
  const until = message('vaultHistoryUntil', dateOf(version.until));
  return (
    <li class="vault-former-value">
      <span class="words">
        <small class="muted">{version.label === undefined ? until : `${version.label} · ${until}`}</small>
        <span class="vault-text" dir="auto">
          {!secret ? version.text : shown ? <Secret text={version.text} /> : DOTS}
        </span>
      </span>
      {secret && <Eye of={until} shown={shown} onShow={show} />}
      <Button kind="quiet" onClick={() => onUse(version)}>
        {message('readUseAgain')}
      </Button>
    </li>
  );
}
