import Papa from 'papaparse';
import { FileReading } from '../../../src/transfer/index.ts';
import { loginOf } from './items.ts';
import { medians, type Milliseconds } from './measure.ts';

/** A file as Chrome exports it. */
function chromeFile(count: number): string {
  const rows = Array.from({ length: count }, (_, number) => {
    const { title, urls, username, password } = loginOf(number);
    return [title, urls[0]?.url ?? '', username, password, 'a note, and "more" of it']
      .map((value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
      .join(',');
  });
  return ['name,url,username,password,note', ...rows].join('\r\n');
}

/** From the bytes of a file to items that can be counted, shown and brought in; the peer only takes its columns apart. */
export async function importing(count: number): Promise<{ ours: Milliseconds; papaparse: Milliseconds }> {
  const file = new Blob([chromeFile(count)]);
  const ours = async (): Promise<void> => {
    const { kinds } = await new FileReading().read(file, {});
    if (kinds.login !== count) throw new Error('Not every login was read.');
  };
  const papaparse = async (): Promise<void> => {
    const { data } = Papa.parse(await file.text(), { header: true });
    if (data.length !== count) throw new Error('Not every row was read.');
  };
  return medians({ ours, papaparse });
}
