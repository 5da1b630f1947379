import { digest, equal } from '../../crypto/index.ts';
import { checkCertificate, DeviceListError, findDevice } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError } from '../../encoding/index.ts';
import type { Card, Certificate, Contact, EnvelopeHead, SetUpFields } from '../../wire/index.ts';
import { FormatError, readCertificate } from '../../wire/index.ts';
import { checkCard } from './card.ts';
import { listOf } from './contact.ts';
import { CardError, SenderError } from './errors.ts';
import { meetContact } from './meet.ts';

/** Who begins a session, by what they send along. Whose identity that is, only a list says. */
export interface Sender {
  readonly card: Card;
  readonly certificate: Certificate;
}

/**
 * Reads who sends a set-up (protocol 8.2): card and certificate of the account and the device that the envelope names, both
 * signed by the identity of the card. Throws SenderError, also for what can't be read: whoever sends may write anything.
 */
export async function readSender(head: EnvelopeHead, fields: SetUpFields): Promise<Sender> {
  try {
    const card = await checkCard(fields.card);
    const certificate = await checkCertificate(card.identity, head.account, fields.certificate);
    if (card.account !== head.account || certificate.device !== head.device) throw new SenderError();
    return { card, certificate };
  } catch (cause) {
    const refused = [CardError, DeviceListError, MalformedError, FormatError];
    if (refused.some((kind) => cause instanceof kind)) throw new SenderError({ cause });
    throw cause;
  }
}

/**
 * Whether a device may begin a session as this contact: it stands in the newest list that was followed, with that agreement key.
 * `behind`: the sender holds a newer list, which is to be fetched first. The set-up is one that `readSender` has read.
 */
export async function judgeSetUp(
  contact: Contact,
  head: EnvelopeHead,
  fields: SetUpFields,
): Promise<Certificate | 'behind' | 'refused'> {
  const listed = findDevice(await listOf(contact), head.device);
  const { value } = readCertificate(fields.certificate);
  const isListed =
    head.account === contact.account &&
    value.device === head.device &&
    listed !== undefined &&
    equal(listed.agreement, value.agreement);
  if (isListed) return listed;
  return head.version > contact.followed.version ? 'behind' : 'refused';
}

/**
 * The contact that a request becomes when it is accepted: the list is fetched for it, every version from the card's on. Throws
 * CardError, and SenderError where the device that sent doesn't stand in it.
 */
export async function acceptRequest(
  head: EnvelopeHead,
  fields: SetUpFields,
  served: readonly Bytes[],
  now: number,
): Promise<Contact> {
  const contact = await meetContact(fields.card, served, now);
  if (typeof (await judgeSetUp(contact, head, fields)) === 'string') throw new SenderError();
  return contact;
}

/** Both agreement keys of a set-up, hashed: whether both sides mean the same. 32 bytes. */
export function agreementsHash(sender: Bytes, receiver: Bytes): Bytes {
  return digest('agreements', { sender, receiver });
}
