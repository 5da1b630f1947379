export type Json = Readonly<Record<string, unknown>>;

/** An item as Bitwarden writes it: everything is there, and what isn't used is null. */
export function item(type: number, fields: Json = {}): Json {
  return {
    passwordHistory: null,
    revisionDate: '2024-03-02T10:00:00.000Z',
    creationDate: '2023-01-02T03:04:05.678Z',
    deletedDate: null,
    id: '6f1d2b5e-0000-4000-8000-000000000001',
    organizationId: null,
    folderId: null,
    type,
    reprompt: 0,
    name: 'Shop',
    notes: null,
    favorite: false,
    collectionIds: null,
    ...fields,
  };
}

export function vault(items: readonly unknown[], more: Json = {}): string {
  return JSON.stringify({ encrypted: false, folders: [], items, ...more });
}
