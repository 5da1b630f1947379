import { LatchkeyError } from '../../encoding/index.ts';

/** A channel's keys are numbered as far as numbers go: somebody who knows its password ran them up. `channel-full` */
export class ChannelFullError extends LatchkeyError {
  readonly code = 'channel-full';

  constructor() {
    super('no higher key can be announced in this channel');
  }
}
