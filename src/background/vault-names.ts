import type { DeviceNames } from '../wire/index.ts';
import { identityBody, readDeviceNames } from '../wire/index.ts';

/** Two versions of what people call their devices, as one; undefined where these are not both that. Ours wins. */
export function mergeNames(ours: unknown, theirs: unknown): unknown {
  const [mine, other] = [namesOf(ours), namesOf(theirs)];
  return mine && other && identityBody({ kind: 'devices', names: { ...other, ...mine } });
}

function namesOf(body: unknown): DeviceNames['names'] | undefined {
  try {
    return readDeviceNames(body).names;
  } catch {
    return undefined;
  }
}
