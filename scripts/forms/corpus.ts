import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A page of a corpus with what people wrote down about it. */
export type CorpusPage =
  | { readonly sort: 'labelled'; readonly name: string; readonly html: string; readonly isGenerated: boolean }
  | { readonly sort: 'whole'; readonly name: string; readonly html: string; readonly forms: readonly WholeForm[] };

/** What a form of a whole page is, and each of its named fields, as letters of the corpus. */
export interface WholeForm {
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface LabelledEntry {
  readonly html: string;
  readonly generated?: boolean;
}

interface WholeIndex {
  readonly pages: Readonly<Record<string, { readonly forms: string[]; readonly fields: Record<string, string>[] }>>;
}

/** Every page that the folder's index.json names: a list is of pages with labels in them, else they stand in the index. */
export async function readCorpus(folder: string): Promise<CorpusPage[]> {
  const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as LabelledEntry[] | WholeIndex;
  if (Array.isArray(index)) {
    return Promise.all(
      index.map(async ({ html: name, generated }) => ({
        sort: 'labelled' as const,
        name,
        html: await readFile(join(folder, name), 'utf8'),
        isGenerated: generated === true,
      })),
    );
  }
  return Promise.all(
    Object.entries(index.pages).map(async ([name, { forms, fields }]) => ({
      sort: 'whole' as const,
      name,
      html: await readFile(join(folder, name), 'utf8'),
      forms: forms.map((kind, i) => ({ kind, fields: fields[i] ?? {} })),
    })),
  );
}
