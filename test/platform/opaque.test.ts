import { describe, expect, it, vi } from 'vitest';
import type { Connect } from '../../src/platform/workers/line.ts';
import { opaqueOver } from '../../src/platform/workers/opaque.ts';

/** A worker that answers at once; what happens to it is logged. */
function worker(kept: number) {
  const log: string[] = [];
  const connect: Connect = (hear) => {
    log.push('open');
    return Promise.resolve({
      post: (job) => {
        const { number, kind } = job as { number: number; kind: string };
        log.push(kind);
        if (kind === 'finishRegistration') hear({ number, ok: false, code: 'malformed' });
        else hear({ number, ok: true, result: kind });
      },
      end: () => log.push('end'),
    });
  };
  const opaque = opaqueOver(connect, () => Promise.resolve(), kept);
  return { opaque, log };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const input = { password: 'p', state: 's', response: 'r', keyStretching: {} };

describe('the worker of a sign-in', () => {
  it('lives from start to finish, and not longer', async () => {
    const { opaque, log } = worker(60_000);
    expect(await opaque.startLogin('p')).toBe('startLogin');
    await settle();
    expect(await opaque.finishLogin(input)).toBe('finishLogin');
    await settle();
    expect(log).toEqual(['open', 'startLogin', 'finishLogin', 'end']);
  });

  it('ends by itself when no finish follows', async () => {
    const { opaque, log } = worker(1);
    await opaque.startRegistration('p');
    await vi.waitFor(() => expect(log).toEqual(['open', 'startRegistration', 'end']), 20_000);
  });

  it('ends after a finish that failed', async () => {
    const { opaque, log } = worker(60_000);
    await expect(opaque.finishRegistration(input)).rejects.toMatchObject({ code: 'malformed' });
    await settle();
    expect(log).toEqual(['open', 'finishRegistration', 'end']);
  });
});
