import { browser } from './browser.ts';

/** Alarms wake a stopped background. They may come late (after sleep), so the deadline itself is kept elsewhere. */
export interface Alarms {
  /** Replaces an alarm of the same name. `when` in milliseconds since 1970. */
  set(name: string, when: number): Promise<void>;
  clear(name: string): Promise<void>;
}

export function alarms(): Alarms {
  return {
    set: async (name, when) => {
      await browser.alarms.create(name, { when });
    },
    clear: async (name) => {
      await browser.alarms.clear(name);
    },
  };
}

export function onAlarm(listener: (name: string) => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => listener(name));
}
