import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { oprfBlind, randomBytes } from '../../../src/crypto/index.ts';
import { evaluateInRecovery, lookAtRecovery, openRecovery, sendRecoveryCode } from '../../../src/sync/index.ts';
import { freePort } from '../../support/free-port.ts';
import { runs } from '../../support/runs.ts';
import { until } from '../../support/until.ts';
import { escrowOwner } from '../../sync/support/escrow.ts';
import { newClient } from '../../sync/support/parts.ts';
import { letterTo } from '../support/recovery.ts';
import { startProcess, untilHealthy } from '../support/process.ts';
import { temporaryFolder } from '../support/store.ts';

test(
  'a store that is killed while it evaluates has counted every evaluation that it answered',
  { timeout: runs(300_000) },
  async () => {
    const [folder, port] = [temporaryFolder(), await freePort()];
    const origin = `http://localhost:${port}`;
    const environment = { LATCHKEY_DATA: folder, LATCHKEY_PORT: String(port), LATCHKEY_RECOVERY_MINUTES: '0' };
    const start = () => startProcess({ ...environment, LATCHKEY_ATTEMPTS_PER_HOUR: '100000' });
    let store = start();
    await untilHealthy(store, origin);
    const mails = () => store.output().split(/(?=--- mail to )/);
    const { address } = await escrowOwner(await newClient(origin), mails);
    const seen = new Set<string>();
    let answered = 0;
    for (let round = 0; round < runs(3); round += 1) {
      const asker = await newClient(origin);
      const recovery = await openRecovery(asker, address, 'en');
      const isNew = ({ code, stop }: { code: string; stop: string }) => stop !== '' && !seen.has(code);
      const letter = await until('the mailed code', () => [letterTo(mails(), address)].find(isNew));
      seen.add(letter.code);
      await sendRecoveryCode(asker, recovery, letter.code);
      const killAfter = round + 2;
      let own = 0;
      let open = oprfBlind(randomBytes(32)).blinded;
      for (;;) {
        if (own === killAfter) store.kill('SIGKILL');
        const answer = await evaluateInRecovery(asker, recovery, open).catch(() => undefined);
        if (!answer) break;
        own += 1;
        open = oprfBlind(randomBytes(32)).blinded;
      }
      await store.ended;
      store = start();
      await untilHealthy(store, origin);
      expect(store.output()).not.toContain('recovery-rests');
      // The one that got no answer may have been counted, and is counted once: asked again it is the same one.
      const { left } = await evaluateInRecovery(asker, recovery, open);
      expect(left).toBe(10 - own - 1);
      expect(await lookAtRecovery(asker, recovery)).toMatchObject({ state: 'open', left });
      answered += own + 1;
      expect(readFileSync(join(folder, 'root.key.deeds'), 'utf8')).toBe(`latchkey-recovery-deeds-1 ${answered}\n`);
    }
    store.kill('SIGTERM');
    expect(await store.ended).toBe(0);
  },
);
