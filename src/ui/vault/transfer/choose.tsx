import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { Button, Heading, Icon } from '../../kit/index.ts';

/** Where files come from, and how to get one there. */
const sources: readonly (readonly [title: MessageKey, form: MessageKey, steps: MessageKey])[] = [
  ['importFromBrowser', 'importFromBrowserForm', 'importFromBrowserSteps'],
  ['importFromVault', 'importFromVaultForm', 'importFromVaultSteps'],
  ['importFromDesktop', 'importFromDesktopForm', 'importFromDesktopSteps'],
  ['importFromElse', 'importFromElseForm', 'importFromElseSteps'],
];

/** A file is dropped or chosen; what it is, its content says. */
export function Choose({ onFile }: { onFile: (file: File) => void }): JSX.Element {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) onFile(file);
  };
  return (
    <div class="stack">
      <Heading>{message('importTitle')}</Heading>
      <p class="muted">{message('importText')}</p>
      <div
        class={over ? 'card transfer-drop over' : 'card transfer-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" />
        <strong>{message('importDrop')}</strong>
        <input
          ref={input}
          type="file"
          class="hidden-text"
          tabIndex={-1}
          aria-label={message('importChoose')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            // The same file may be chosen once more, after it was mended.
            currentTarget.value = '';
            if (file) onFile(file);
          }}
        />
        <Button kind="primary" big onClick={() => input.current?.click()}>
          {message('importChoose')}
        </Button>
        <small>{message('importFindsOut')}</small>
      </div>
      <section class="transfer-sources" aria-labelledby="transfer-sources">
        <h2 id="transfer-sources" class="list-title">
          {message('importHow')}
        </h2>
        {sources.map(([title, form, steps]) => (
          <details key={title}>
            <summary>
              <span>
                {message(title)}
                <small>{message(form)}</small>
              </span>
            </summary>
            <p>{message(steps)}</p>
          </details>
        ))}
      </section>
    </div>
  );
}
