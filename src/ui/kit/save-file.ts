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
