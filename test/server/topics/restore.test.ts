import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp, restore } from '../../../server/database/index.ts';
import { inProcess } from '../../support/in-process.ts';
import { newClient } from '../../sync/support/parts.ts';
import { Folder } from '../support/folder.ts';
import { isOnPostgres, ofTheFile } from '../support/database.ts';
import { temporaryFolder } from '../support/store.ts';
import { Member, sha256Of, someAnnouncement } from './member.ts';

test.skipIf(isOnPostgres)(
  ofTheFile('topics come back with a copy of the database as they were; what came after it is announced once more'),
  async () => {
    const folder = await Folder.make();
    const { store } = folder;
    const client = () =>
      newClient(store.origin, { fetch: (...asked) => inProcess(store.app)(...asked), clock: store.clock.now });
    const member = await Member.of(await client());
    const [first, second] = await member.fill(2);
    const copy = join(temporaryFolder(), 'copy.sqlite');
    backUp(store.folder, copy);
    const third = someAnnouncement();
    expect(await member.append(third)).toBe('taken');
    await folder.reopen((at) => restore(at, copy, Date.now()));
    expect(await member.read()).toEqual({ newest: 2, announcements: [first, second] });
    // Behind what it has forgotten nothing is taken; behind what it has, everything.
    expect(await member.append(someAnnouncement(), sha256Of(third))).toBe('conflict');
    expect(await member.append(third, sha256Of(second))).toBe('taken');
    expect(await member.read(2)).toEqual({ newest: 3, announcements: [third] });
    await store.close();
  },
);
