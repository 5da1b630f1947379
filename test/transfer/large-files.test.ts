import { describe, expect, it } from 'vitest';
import { FileReading } from '../../src/transfer/index.ts';
import { argon2id } from '../../src/work/argon2id.ts';

const MIB = 1024 * 1024;
const size = 350 * MIB;
const text = 'words and more words, '.repeat(150);

/** A file of so many bytes: its beginning, items that all differ, its end. */
function fileOf(begin: string, item: (at: number) => string, end = ''): { file: Blob; count: number } {
  const pieces: Blob[] = [new Blob([begin])];
  let [count, bytes] = [0, 0];
  while (bytes < size) {
    const items: string[] = [];
    for (let length = 0; length < MIB; length += items.at(-1)?.length ?? 0) items.push(item(count++));
    pieces.push(new Blob(items));
    bytes += pieces.at(-1)?.size ?? 0;
  }
  return { file: new Blob([...pieces, end]), count };
}

const forms = {
  'a table': () =>
    fileOf('name,url,username,password,note\n', (at) => `Shop ${at},https://s${at}.example,ann,p${at},"${text}"\n`),
  'a readable export': () =>
    fileOf(
      '{"format":"latchkey-plain","version":1,"madeAt":7,"items":[',
      (at) =>
        `${at === 0 ? '' : ','}{"kind":"note","title":"Note ${at}","body":"${text}","favourite":false,"tags":[],"createdAt":1,"updatedAt":1,"history":[]}\n`,
      ']}',
    ),
  'a vault of Bitwarden': () =>
    fileOf(
      '{"encrypted":false,"folders":[],"items":[',
      (at) => `${at === 0 ? '' : ','}{"type":2,"name":"Note ${at}","notes":"${text}"}\n`,
      ']}',
    ),
};

/** Takes minutes and gigabytes: in the proof only. */
describe.skipIf(!process.env['LATCHKEY_RUNS'])('a file of 350 MB', () => {
  it.each(Object.keys(forms) as (keyof typeof forms)[])(
    'that is %s is read whole, and handed on in parts',
    async (form) => {
      const { file, count } = forms[form]();
      expect(file.size).toBeGreaterThan(size);
      const reading = new FileReading(argon2id);
      const report = await reading.read(file, {});
      expect(report.items).toBe(count);
      let items = 0;
      for (let from: number | undefined = 0; from !== undefined;) {
        const part: ReturnType<FileReading['part']> = reading.part(from);
        items += part.items.length;
        from = part.next;
      }
      expect(items).toBe(count);
    },
  );
});
