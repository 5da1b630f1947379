import type { FieldType } from '../classify/index.ts';

/** Of these not a sign may be another one. */
const exact = new Set<FieldType>([
  ...(['current-password', 'new-password', 'one-time-code', 'cc-csc', 'account-id'] as const),
]);
const phones = new Set<FieldType>(['tel', 'tel-local', 'tel-area-code', 'tel-country-code']);

/** What of a text remains when a page has put it into its own form: 4111-1111 for 41111111, K1A 0B1 for k1a0b1. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{S}@]/gu, '');
}

/** Whether what stands in a field is what was put there, perhaps in the page's own form. */
export function isAlike(type: FieldType, put: string, stands: string): boolean {
  const [one, other] = [put, stands].map((text) => text.replace(/\r\n?/g, '\n'));
  if (one === other || exact.has(type) || one === undefined || other === undefined) return one === other;
  if (bare(one) === bare(other) && bare(one) !== '') return true;
  if (!phones.has(type)) return false;
  const [digits = '', theirs = ''] = [one, other].map((text) => text.replace(/\D|^0+/g, ''));
  // A page may add or take away the calling code.
  return Math.min(digits.length, theirs.length) >= 6 && (digits.endsWith(theirs) || theirs.endsWith(digits));
}

/** Whether the page has kept a part of it only. */
export function isCut(put: string, stands: string): boolean {
  const [one, other] = [bare(put), bare(stands)];
  return stands !== '' && stands !== put && (put.startsWith(stands) || (other !== one && one.startsWith(other)));
}
