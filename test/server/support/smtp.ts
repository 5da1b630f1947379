import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** A mail as its server got it, put into the form in which a store prints one: so both are read alike. */
function printed(source: string): string {
  const [head = '', ...rest] = source.split('\r\n\r\n');
  const body = rest
    .join('\r\n\r\n')
    .replaceAll('=\r\n', '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const to = /^To: <?([^>\r\n]+)>?/m.exec(head)?.[1] ?? '';
  const subject = /^Subject: (.*)/m.exec(head)?.[1] ?? '';
  return `--- mail to ${to}: ${subject}\n${body}`;
}

export interface MailServer {
  /** What `LATCHKEY_MAIL` names it by. */
  readonly url: string;
  readonly mails: string[];
  /** The address that each came from. */
  readonly from: string[];
  close(): Promise<void>;
}

/** A mail server on this machine for the length of a test. */
export async function serveMail(): Promise<MailServer> {
  const server = await openMailServer();
  onTestFinished(() => server.close());
  return server;
}

/** A mail server on this machine that takes what is sent by this user, and keeps it; whoever opens it closes it. */
export async function openMailServer(user = 'store', password = 'right'): Promise<MailServer> {
  const [mails, from]: [string[], string[]] = [[], []];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password: given }, _session, answer) =>
      answer(username === user && given === password ? null : new Error('no'), { user: username }),
    onData: (stream, { envelope }, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        mails.push(printed(Buffer.concat(chunks).toString()));
        from.push(envelope.mailFrom === false ? '' : envelope.mailFrom.address);
        answer();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => (closed ??= new Promise((resolve) => server.close(() => resolve())));
  return { url: `smtp://${user}:${password}@127.0.0.1:${port}`, mails, from, close };
}
