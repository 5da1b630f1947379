import { readJson } from './folder.ts';

/** A Wycheproof test with what its group says about all of its tests. */
type WycheproofTest<Fields> = Fields & {
  readonly tcId: number;
  readonly comment: string;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly flags: readonly string[];
};

interface Group<Fields, GroupFields> {
  readonly tests: readonly WycheproofTest<Fields>[];
  readonly group: GroupFields;
}

interface File<Fields, GroupFields> {
  readonly testGroups: readonly (GroupFields & { readonly tests: readonly WycheproofTest<Fields>[] })[];
}

/** The groups of a file of C2SP/wycheproof, `testvectors_v1`. */
export function readWycheproof<Fields, GroupFields = object>(name: string): Group<Fields, GroupFields>[] {
  const { testGroups } = readJson(`wycheproof/${name}`) as File<Fields, GroupFields>;
  return testGroups.map((group) => ({ tests: group.tests, group }));
}
