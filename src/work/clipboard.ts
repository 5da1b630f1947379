import type { Hearing } from './relay.ts';

interface ClipboardJob {
  readonly number: number;
  readonly kind: 'write' | 'read';
  readonly input: string;
}

/** The part of a document that reaches the clipboard without being looked at; the newer interface takes the focus. */
interface ClipboardCommands {
  execCommand(command: 'copy' | 'paste'): boolean;
}

/** For the page that acts on behalf of a service worker: a port that arrives with the name `clipboard` writes and reads it. */
export function serveClipboard(from: Hearing, page: Document): void {
  from.addEventListener('message', ({ data, ports: [port] }) => {
    if (!port || data !== 'clipboard') return;
    port.addEventListener('message', ({ data: job }) => {
      if (job !== 'end') port.postMessage(answerTo(job as ClipboardJob, page));
    });
    port.start();
  });
}

function answerTo({ number, kind, input }: ClipboardJob, page: Document): object {
  const result = kind === 'write' ? write(page, input) : read(page);
  return result === undefined ? { number, ok: false, code: 'clipboard' } : { number, ok: true, result };
}

/** Gives the text to the browser's own event of copying: so an empty one clears. Undefined where the browser refuses. */
function write(page: Document, text: string): true | undefined {
  const taken: string[] = [];
  const give = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    taken.push(text);
  };
  page.addEventListener('copy', give);
  const isDone = (page as ClipboardCommands).execCommand('copy');
  page.removeEventListener('copy', give);
  return isDone && taken.length > 0 ? true : undefined;
}

function read(page: Document): string | undefined {
  const field = page.createElement('textarea');
  page.body.append(field);
  field.focus();
  const isDone = (page as ClipboardCommands).execCommand('paste');
  const { value } = field;
  field.remove();
  return isDone ? value : undefined;
}
