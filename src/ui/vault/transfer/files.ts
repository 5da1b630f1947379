/** Gives a file to the browser's downloads; text becomes UTF-8. */
export function saveFile(name: string, content: readonly BlobPart[]): void {
  const address = URL.createObjectURL(new Blob([...content], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has taken the address by then; some browsers take it only after the click's own turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A chosen file as base64url. */
export async function readFile(file: File): Promise<string> {
  return toText(new Uint8Array(await file.arrayBuffer()));
}

/** Of base64url. */
export function fromText(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function toText(bytes: Uint8Array): string {
  const step = 0x8000;
  let binary = '';
  for (let at = 0; at < bytes.length; at += step) binary += String.fromCharCode(...bytes.subarray(at, at + step));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
