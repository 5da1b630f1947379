import { browser } from './browser.ts';

/** A small store of JSON values. Bytes go in as base64 text: anything else silently becomes `{}`. */
export interface Area {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  remove(...keys: string[]): Promise<void>;
  clear(): Promise<void>;
}

/** Survives everything. Never put a secret here. */
export function localArea(): Area {
  return area(() => browser.storage.local);
}

/** In memory, gone when the browser closes; read by extension pages and the background only. */
export function sessionArea(): Area {
  return area(() => browser.storage.session);
}

/** What whoever manages this browser has set for us, by `public/managed-schema.json`; empty where nobody manages it. */
export async function managedPolicy(): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await browser.storage.managed.get(null);
  } catch {
    // Firefox has no such storage where no policy names us.
    return {};
  }
}

function area(storage: () => Pick<typeof browser.storage.local, 'get' | 'set' | 'remove' | 'clear'>): Area {
  return {
    get: async (key) => (await storage().get(key))[key],
    set: (key, value) => storage().set({ [key]: value }),
    remove: (...keys) => storage().remove(keys),
    clear: () => storage().clear(),
  };
}
