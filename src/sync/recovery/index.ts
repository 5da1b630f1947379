/*
 * recovery: getting back by answers, trustees or an organisation, as it is asked of a store (protocol 7.1): by a browser that has nothing
 * but a fresh request key, by those that are signed in, and by whoever helps. Makes no escrow or share and opens none.
 */
export {
  askRecoveryText,
  cancelRecovery,
  evaluateInRecovery,
  lookAtRecovery,
  meetInRecovery,
  openRecovery,
  recoveryKeyChallenge,
  sendRecoveryCode,
  sendRecoverySecond,
} from './asker.ts';
export { accessOfEscrow, accessOfOrganisation, accessOfTrustees, needsAddress, vetoRecovery } from './owner.ts';
export { MeetingClient } from './trustee.ts';
export type { Meeting } from './trustee.ts';
