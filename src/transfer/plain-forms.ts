import { plainCsv } from './plain-csv.ts';
import { plainJson } from './plain.ts';

/** The readable files that a vault can be written into, by their endings. */
export const plainForms = { json: plainJson, csv: plainCsv } as const;
