/** How long a page may take to have its say about what was put in, in milliseconds. */
const patience = 80;
const pace = 10;

export function settled(milliseconds = patience): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Whether something becomes true within a page's time, looked at again and again. */
export async function comes(isTrue: () => boolean, milliseconds = patience): Promise<boolean> {
  const until = performance.now() + milliseconds;
  while (!isTrue()) {
    if (performance.now() >= until) return false;
    await settled(pace);
  }
  return true;
}
