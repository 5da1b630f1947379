import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** A connection on which a test says exactly what it wants, as slowly as it wants. */
export class RawConnection {
  readonly #socket: Socket;
  #heard = '';
  #isClosed = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#hear(chunk.toString('latin1')));
    socket.on('close', () => this.#hear(undefined));
    socket.on('error', () => undefined);
  }

  static to(port: number): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(new RawConnection(socket)));
      socket.on('error', reject);
    });
  }

  /** A request's head and as much of its body as there is to send now. */
  send(lines: readonly string[], body: Uint8Array = new Uint8Array(0)): void {
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    if (body.length > 0) this.#socket.write(body);
  }

  more(body: Uint8Array): void {
    this.#socket.write(body);
  }

  /** The head of the answer, once it is there; what was heard so far if the connection was closed before. */
  async head(): Promise<string> {
    await this.#until(() => this.#heard.includes('\r\n\r\n'));
    return this.#heard;
  }

  async closed(): Promise<void> {
    await this.#until(() => false);
  }

  end(): void {
    this.#socket.destroy();
  }

  #hear(text: string | undefined): void {
    if (text === undefined) this.#isClosed = true;
    else this.#heard += text;
    this.#wake();
  }

  async #until(isThere: () => boolean): Promise<void> {
    while (!this.#isClosed && !isThere()) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}
