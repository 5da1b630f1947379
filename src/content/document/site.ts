/**
 * The host that this document belongs to. A frame without an address of its own (about:blank, srcdoc) has the origin of the
 * page that made it; one with an opaque origin has none.
 */
export function siteHost(): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}

/** Whether this document has no address of its own: editors draw such frames over, and no box of ours fits into many. */
export function hasNoAddress(): boolean {
  return location.protocol === 'about:';
}
