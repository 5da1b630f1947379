/** One task later: frameworks draw what they were told, and only then know of it. */
export function turn(): Promise<void> {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = (): void => {
      port1.close();
      done();
    };
    port1.postMessage(undefined);
  });
}

/** Once what frameworks put off to the end of this task is done; nothing is drawn meanwhile. */
export function soon(): Promise<void> {
  return Promise.resolve();
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

/** After the next frame; a page that isn't seen draws none. */
export function frame(): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, 100);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      setTimeout(done);
    });
  });
}

/** What has the focus in the innermost of the trees that an element stands in. */
export function isFocused(element: Element): boolean {
  const root = element.getRootNode();
  return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === element;
}
