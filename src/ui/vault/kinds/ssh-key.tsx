import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import type { SshKeyFields, SshLook } from '../../../rpc/index.ts';
import { kindViews } from '../../items/index.ts';
import { Button, Failure, Notice, useAction, useQuestion } from '../../kit/index.ts';
import type { Draft } from '../draft.ts';
import { ReadValue } from '../item/read-value.tsx';
import { itemLimits } from '../../../typed/index.ts';
import { FormField, FormReader } from './form.tsx';
import type { KindPane } from './pane.ts';

const view = kindViews['ssh-key'];

/** What is said of a private key that isn't simply one. */
const notices: Readonly<Partial<Record<SshLook['as'], MessageKey>>> = {
  encrypted: 'sshEncrypted',
  other: 'sshOther',
  none: 'sshNone',
};

export const sshKey: KindPane<SshKeyFields> = {
  ...view,
  Editor,
  Facts: ({ item: { privateKey, publicKey }, onCopied }) => (
    <Facts privateKey={privateKey} publicKey={publicKey} onCopied={onCopied} />
  ),
  Reader: ({ item }) => <FormReader shown={view.shown} item={item} />,
};

function Editor({ draft }: { draft: Draft<SshKeyFields> }): JSX.Element {
  const { privateKey, publicKey } = draft.fields.value;
  return (
    <div class="vault-form">
      {view.shown.map((field) => (
        <div key={field.name} class="stack">
          <FormField field={field} draft={draft as unknown as Draft} />
          {field.name === 'privateKey' && (
            <>
              {privateKey === '' && <KeySources draft={draft} />}
              <KeyState
                privateKey={privateKey}
                publicKey={publicKey}
                onPublic={(line) => draft.edit({ publicKey: line })}
              />
            </>
          )}
        </div>
      ))}
    </div>
  );
}

/** Where a key comes from, besides being pasted: made here, or out of a file. Never over one that is there. */
function KeySources({ draft }: { draft: Draft<SshKeyFields> }): JSX.Element {
  const file = useRef<HTMLInputElement>(null);
  const make = useAction(async () => draft.edit(await call('ssh.make', { comment: draft.fields.value.title })));
  const read = useAction(async (chosen: File) => {
    const text = chosen.size > itemLimits.key ? '' : await chosen.text();
    if (text.length > itemLimits.key || text.trim() === '') throw Object.assign(new Error(), { code: 'no-key-file' });
    draft.edit({ privateKey: text });
  });
  const error = make.error ?? read.error;
  return (
    <>
      <div class="line">
        <Button icon="terminal" busy={make.busy} onClick={() => void make.run()}>
          {message('sshMake')}
        </Button>
        <Button kind="quiet" icon="upload" busy={read.busy} onClick={() => file.current?.click()}>
          {message('sshFromFile')}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label={message('sshFromFile')}
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            // The same file again is a change, too.
            currentTarget.value = '';
            if (chosen) void read.run(chosen);
          }}
        />
      </div>
      {error !== undefined && <Failure error={error} />}
    </>
  );
}

interface KeyStateProps {
  privateKey: string;
  publicKey: string;
  onPublic: (line: string) => void;
}

/** What the private key is, as it stands there; its public line is filled in where there is none. */
function KeyState({ privateKey, publicKey, onPublic }: KeyStateProps): JSX.Element {
  const { answer } = useQuestion('ssh.read', { privateKey, publicKey });
  const key = answer?.key;
  const isMissing = publicKey.trim() === '';
  const line = key?.line;
  useEffect(() => {
    if (line !== undefined && isMissing) onPublic(line);
  }, [line, isMissing]);
  const notice = answer && notices[answer.as];
  return (
    <div class="stack" role="status">
      {key && (
        <p class="small">
          {key.name} · <span class="mono">{key.fingerprint}</span>
        </p>
      )}
      {notice && <p class="muted small">{message(notice)}</p>}
      {key && !isMissing && answer.told?.fingerprint !== key.fingerprint && (
        <Notice kind="danger">
          <p>{message('sshApart')}</p>
          <Button onClick={() => onPublic(key.line)}>{message('sshUsePublic')}</Button>
        </Notice>
      )}
    </div>
  );
}

interface FactsProps {
  privateKey: string;
  publicKey: string;
  onCopied: (label: string) => void;
}

/** By what the key is compared, and what it is. */
function Facts({ privateKey, publicKey, onCopied }: FactsProps): JSX.Element | null {
  const { answer, error, again } = useQuestion('ssh.read', { privateKey, publicKey });
  if (error !== undefined) return <Failure error={error} again={again} />;
  const key = answer?.told ?? answer?.key;
  const notice = answer && notices[answer.as];
  const isApart =
    answer?.key !== undefined && answer.told !== undefined && answer.key.fingerprint !== answer.told.fingerprint;
  return (
    <>
      {key && <ReadValue label={message('sshFingerprint', key.name)} value={key.fingerprint} onCopied={onCopied} />}
      {notice && (
        <div class="vault-value">
          <dt class="small muted">{message('itemPrivateKey')}</dt>
          <dd>{message(notice)}</dd>
        </div>
      )}
      {isApart && (
        <div class="vault-value">
          <dt class="small muted">{message('itemPublicKey')}</dt>
          <dd>{message('sshApart')}</dd>
        </div>
      )}
    </>
  );
}
