/** What of a key tells whether an input method has it. */
type Key = Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode'>;

/** The number of a key that an input method takes, whatever it is called: in some browsers nothing else says so. */
const taken = 229;

/** Whether an input method takes this key: there it chooses, ends or drops a word, and it is none of ours. */
// oxlint-disable-next-line typescript/no-deprecated -- nothing else has this number.
export function isComposed({ isComposing, keyCode }: Omit<Key, 'key'>): boolean {
  return isComposing || keyCode === taken;
}

/** Whether this is Enter, meant for us. A lint rule keeps everybody from looking for it in another way. */
export function isEnter(event: Key): boolean {
  return event.key === 'Enter' && !isComposed(event);
}

/** Whether this is Escape, meant for us; the same holds. */
export function isEscape(event: Key): boolean {
  return event.key === 'Escape' && !isComposed(event);
}
