import { LatchkeyError } from '../encoding/index.ts';

/** A certificate or a device list that is not validly signed, or not an extension of the one held. `device-list` */
export class DeviceListError extends LatchkeyError {
  readonly code = 'device-list';

  constructor() {
    super('device list refused');
  }
}
