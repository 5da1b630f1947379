/** A session's name as the store holds it: base64url of what the caller sealed; absent when there is none. */
export function labelled(label: string | undefined): { label?: string } {
  return label === undefined ? {} : { label };
}
