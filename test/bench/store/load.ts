import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** Requests as the bytes that go over a connection, made before anything is measured. */
export type Prepared = readonly Buffer[];

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Microseconds of the server's processor time a request: what noise on the machine changes least. */
  readonly cpu: number;
}

export function rawRequest(method: string, path: string, port: number, headers: string, body: Uint8Array): Buffer {
  const head = `${method} ${path} HTTP/1.1\r\nhost: localhost:${port}\r\n${headers}content-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** The length of the answer at the beginning of `buffer`, once it is there whole; throws for one that isn't 200. */
function answerLength(buffer: Buffer): number | undefined {
  const end = buffer.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = buffer.subarray(0, end).toString('latin1');
  if (!head.startsWith('HTTP/1.1 200')) throw new Error(`${head}\n${buffer.subarray(end).toString('utf8')}`);
  const length = end + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  return buffer.length < length ? undefined : length;
}

/** One connection that sends its requests one after another. Answers how long each took, in milliseconds. */
function drive(port: number, requests: Prepared): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const took: number[] = [];
    let waiting: Buffer[] = [];
    let began = 0;
    const next = (): void => {
      const request = requests[took.length];
      if (!request) return void socket.end(() => resolve(took));
      began = performance.now();
      socket.write(request);
    };
    socket.setNoDelay(true);
    socket.on('connect', next);
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      waiting.push(chunk);
      const buffer = waiting.length === 1 ? chunk : Buffer.concat(waiting);
      try {
        waiting = answerLength(buffer) === undefined ? [buffer] : [];
      } catch (error) {
        reject(error as Error);
        socket.destroy();
        return;
      }
      if (waiting.length > 0) return;
      took.push(performance.now() - began);
      next();
    });
  });
}

/** Processor time of a process so far, in microseconds (proc(5): ticks of a hundredth of a second). */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** All connections at once. */
export async function load(port: number, pid: number, connections: readonly Prepared[]): Promise<Load> {
  const [before, began] = [processorTime(pid), performance.now()];
  const took = (await Promise.all(connections.map((requests) => drive(port, requests)))).flat();
  const [seconds, cpu] = [(performance.now() - began) / 1_000, processorTime(pid) - before];
  took.sort((a, b) => a - b);
  const at = (part: number): number => took[Math.min(took.length - 1, Math.floor(took.length * part))] ?? 0;
  return { perSecond: took.length / seconds, p50: at(0.5), p99: at(0.99), cpu: cpu / took.length };
}

/** Resident memory of a process, in megabytes. */
export function residentMemory(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_000;
}
