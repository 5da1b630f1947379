import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { message } from '../../../platform/index.ts';
import { Button, Notice, saveFile } from '../../kit/index.ts';
import { NewPassword } from '../../setup/index.ts';
import { CloseButton } from '../close-button.tsx';
import { sealedFile } from './files.ts';
import { SealedImport } from './sealed-import.tsx';

/** The whole vault as one sealed file, out and in. */
export function SealedFile(): JSX.Element {
  const [open, setOpen] = useState<'export' | 'import'>();
  return (
    <div class="stack">
      <p class="muted">{message('settingsTransferText')}</p>
      {open === undefined && (
        <div class="line">
          <Button icon="download" onClick={() => setOpen('export')}>
            {message('settingsExport')}
          </Button>
          <Button icon="upload" onClick={() => setOpen('import')}>
            {message('settingsImport')}
          </Button>
        </div>
      )}
      {open === 'export' && <Export />}
      {open === 'import' && <SealedImport />}
      {open !== undefined && <CloseButton label={message('settingsClose')} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

function Export(): JSX.Element {
  const [name, setName] = useState<string>();
  const make = async (password: string): Promise<void> => {
    const made = await sealedFile('transfer.export', password);
    saveFile(made.name, made.pieces);
    setName(made.name);
  };
  if (name !== undefined) return <Notice icon="check">{message('settingsExported', name)}</Notice>;
  return (
    <>
      <p>{message('settingsExportText')}</p>
      <NewPassword submit={message('settingsExportDo')} onPassword={make} />
    </>
  );
}
