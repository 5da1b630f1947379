import type { Stretch } from '../crypto/index.ts';
import { DecryptionError, defaultStretch, openCommitting, sealCommitting, wipe } from '../crypto/index.ts';
import type { Bytes } from '../encoding/index.ts';
import { associate, pad, u16, unpad } from '../encoding/index.ts';
import { passwordSecret } from '../keys/index.ts';
import type { ExportContents } from '../wire/index.ts';
import {
  FORMAT,
  readExportContents,
  readSealedExport,
  writeExportContents,
  writeExportHead,
  writeSealedExport,
} from '../wire/index.ts';

function bindingOf(head: Bytes): Bytes {
  return associate('export', { format: u16(FORMAT), parameters: head });
}

/** A whole vault as one file under a password of its own: committing AEAD, as the key comes from a password. */
export async function sealExport(contents: ExportContents, password: string, stretch: Stretch): Promise<Bytes> {
  const parameters = defaultStretch();
  const head = writeExportHead(parameters);
  const secret = await passwordSecret(password, parameters, stretch);
  const plaintext = pad(writeExportContents(contents));
  const sealed = await sealCommitting(secret, plaintext, bindingOf(head));
  wipe(secret, plaintext);
  return writeSealedExport({ head, sealed });
}

/**
 * Opens such a file. Null: the password is wrong, or the file was changed; these can't be told apart. Throws
 * MalformedError for what is no export, FormatError for one of a later version, StretchParametersError before deriving.
 */
export async function openExport(file: Bytes, password: string, stretch: Stretch): Promise<ExportContents | null> {
  const { stretch: parameters, head, sealed } = readSealedExport(file);
  const secret = await passwordSecret(password, parameters, stretch);
  try {
    const plaintext = await openCommitting(secret, sealed, bindingOf(head));
    const contents = readExportContents(unpad(plaintext));
    wipe(plaintext);
    return contents;
  } catch (error) {
    if (error instanceof DecryptionError) return null;
    throw error;
  } finally {
    wipe(secret);
  }
}
