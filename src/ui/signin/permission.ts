import { requestOrigins } from '../../platform/index.ts';

/** The browser does not let us talk to the store. */
export class StorePermissionError extends Error {
  override readonly name = 'StorePermissionError';
  readonly code = 'store-permission';
  constructor() {
    super('The permission for the store was not granted');
  }
}

/**
 * Asks the browser to let us talk to a store; granted already, it asks nobody. Only directly in the user's gesture, before
 * anything is awaited. Throws StorePermissionError.
 */
export async function allowStore(pattern: string): Promise<void> {
  const isAllowed = await requestOrigins([pattern]).catch(() => false);
  if (!isAllowed) throw new StorePermissionError();
}
