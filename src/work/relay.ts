/** What hears the service worker, in a page. */
export interface Hearing {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  startMessages(): void;
}

/** The scripts that workers may run; each is an entrypoint. */
const scripts = ['work', 'expressions'] as const;
type Script = (typeof scripts)[number];

/**
 * For the page that starts workers on behalf of a service worker, which cannot: each port that arrives with the name of a
 * script gets a worker of its own, until it says `end`. What passes is not looked at.
 */
export function relayWork(from: Hearing, start: (script: Script) => Worker): void {
  from.addEventListener('message', ({ data, ports: [port] }) => {
    const script = scripts.find((name) => name === data);
    if (port && script) relay(port, start(script));
  });
  from.startMessages();
}

function relay(port: MessagePort, worker: Worker): void {
  worker.addEventListener('message', ({ data }) => port.postMessage(data));
  worker.addEventListener('error', () => port.postMessage('broken'));
  port.addEventListener('message', ({ data }) => {
    if (data === 'end') worker.terminate();
    else worker.postMessage(data);
  });
  port.start();
}
