import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import type { EnvelopeContents } from '../../wire/index.ts';
import { FormatError } from '../../wire/index.ts';
import { openEnvelope } from '../envelope/index.ts';
import type { FormerDevice, OwnDevice } from './ports.ts';

/** What is in an envelope, and whom it is for: this device, or as the one that it was before. */
interface OwnEnvelope {
  readonly contents: EnvelopeContents;
  readonly as: OwnDevice;
}

/** Opens one by this device's mailbox key, one of before, or one of a former device. Null: none of them opens it, or it is none. */
export async function openOwn(own: OwnDevice, envelope: Bytes): Promise<OwnEnvelope | null> {
  const { account } = own;
  for (const as of [own, ...own.former.map((former) => asFormer(own, former))]) {
    for (const { mailbox } of [as, ...as.others]) {
      const place = { account, device: as.certificate.device, mailbox };
      const contents = await openEnvelope(place, envelope).catch(asNone);
      if (contents) return { contents, as };
    }
  }
  return null;
}

function asFormer(own: OwnDevice, { device, agreement, mailbox }: FormerDevice): OwnDevice {
  return { ...own, certificate: { ...own.certificate, device }, agreement, mailbox, others: [], former: [] };
}

/** Whoever sealed it wrote something else than an envelope. */
function asNone(error: unknown): null {
  if (error instanceof MalformedError || error instanceof FormatError) return null;
  throw error;
}
