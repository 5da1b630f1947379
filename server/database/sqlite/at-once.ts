/** What is done at once, as an answer that is waited for; what it throws rejects. */
export function atOnce<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
