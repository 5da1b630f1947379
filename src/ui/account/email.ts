/** Whether a text could be an e-mail address; the background says the same. */
export function isEmail(text: string): boolean {
  const typed = text.trim();
  return typed.length <= 254 && /^[^@\s]+@[^@\s]+$/.test(typed);
}
