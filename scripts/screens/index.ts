// Every screen of ours, scene by scene, in the order in which a person meets them. A new screen is added to its scene, a
// new part of the product as a scene. Each scene begins where the one before it ended.
import { bring } from './bring.ts';
import { channels } from './messages/channels.ts';
import { codes } from './codes.ts';
import { devices } from './store/devices.ts';
import { disguise } from './disguise.ts';
import { duplicates } from './duplicates.ts';
import { fill, fillMenu } from './fill.ts';
import { generator } from './generator.ts';
import { german } from './german.ts';
import { invitation } from './messages/invitation.ts';
import { items } from './items.ts';
import { link } from './store/link.ts';
import { messages } from './messages/messages.ts';
import { page } from './page.ts';
import { move } from './store/move.ts';
import { passkey } from './passkey.ts';
import { popup } from './popup.ts';
import { organisation } from './organisation.ts';
import { recovery } from './recovery.ts';
import type { Scene } from './stage.ts';
import { save } from './save.ts';
import { store } from './store/store.ts';
import { trustees } from './trustees.ts';
import { unlock } from './unlock.ts';
import { vault } from './vault.ts';
import { welcome } from './welcome.ts';

export const scenes: Readonly<Record<string, Scene>> = {
  welcome,
  popup,
  fill,
  'fill-menu': fillMenu,
  generator,
  vault,
  codes,
  items,
  bring,
  duplicates,
  page,
  save,
  unlock,
  passkey,
  store,
  move,
  link,
  devices,
  recovery,
  organisation,
  trustees,
  messages,
  invitation,
  channels,
  disguise,
  german,
};

/** Played in browsers of their own, so that one of them alone need not wait for those before it. */
export const apart: ReadonlySet<string> = new Set([
  ...['move', 'link', 'devices', 'german'],
  ...['recovery', 'organisation', 'trustees', 'messages', 'invitation', 'channels', 'disguise'],
]);
