import { LatchkeyError } from '../encoding/index.ts';

/** A certificate or a device list that is not validly signed, or not an extension of the one held. `device-list` */
export class DeviceListError extends LatchkeyError {
  readonly code = 'device-list';

  constructor() {
    super('device list refused');
  }
}

/** In a linking something came that whoever shows or read the code has not said. `link-forged` */
export class LinkError extends LatchkeyError {
  readonly code = 'link-forged';

  constructor(options?: ErrorOptions) {
    super('not of this linking', options);
  }
}
