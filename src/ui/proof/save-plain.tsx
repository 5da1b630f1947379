import type { ComponentChildren, JSX } from 'preact';
import { message } from '../../platform/index.ts';
import { Button, Dialog, Failure, saveFile } from '../kit/index.ts';
import { useProvedAction } from './ask-again.tsx';

/** A piece of a file, and after what the next one comes; without that it is the last. */
interface Piece {
  readonly name: string;
  readonly text: string;
  readonly next?: string;
}

interface SavePlainProps {
  /** The piece after this one; the first, where none is named. */
  read: (after: { readonly after?: string }) => Promise<Piece>;
  /** What there is to say of it before. */
  children: ComponentChildren;
  isReady?: boolean;
  /** Under this name. */
  onSaved: (name: string) => void;
  onClose: () => void;
}

/** Asks, behind a fresh proof, before something is saved as a file that anybody can read. */
export function SavePlain({ read, children, isReady = true, onSaved, onClose }: SavePlainProps): JSX.Element {
  const save = useProvedAction(async () => {
    const pieces: string[] = [];
    let piece = await read({});
    while (piece.next !== undefined) {
      pieces.push(piece.text);
      piece = await read({ after: piece.next });
    }
    saveFile(piece.name, [...pieces, piece.text]);
    onSaved(piece.name);
    onClose();
  });
  return (
    <>
      <Dialog
        title={message('exportPlainAsk')}
        onClose={onClose}
        actions={
          <>
            <Button autoFocus onClick={onClose}>
              {message('kitCancel')}
            </Button>
            <Button kind="danger" busy={save.busy} disabled={!isReady} onClick={() => void save.run()}>
              {message('exportPlainDo')}
            </Button>
          </>
        }
      >
        {children}
        {save.error !== undefined && <Failure error={save.error} />}
      </Dialog>
      {save.dialog}
    </>
  );
}
