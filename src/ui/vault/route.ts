import { signal } from '@preact/signals';
import type { ItemKind } from '../../items/index.ts';
import { isConnectWish } from '../account/index.ts';
import type { ConnectWish } from '../account/index.ts';
import { kindViews } from '../items/index.ts';

export type ListPlace = 'all' | 'favourites' | 'trash';
export const settingsSections = [
  ...([
    'password',
    'passkeys',
    'phrase',
    'organisation',
    'store',
    'second-factor',
    'link',
    'devices',
    'sessions',
  ] as const),
  'activity',
  ...(['chat-password', 'locks', 'disguise', 'copying', 'sites', 'about', 'erase'] as const),
] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** A list, and what is open or sought in it. */
export interface ListRoute {
  readonly place: ListPlace;
  readonly item?: string;
  /** Of a new item, unless it is a note. */
  readonly kind?: ItemKind;
  /** Of a new login: the page that it is for. */
  readonly url?: string;
  readonly query?: string;
}

/** Where in the vault page we are. It stands in the address after `#`, so that a place can be linked and gone back to. */
export type Route =
  | ListRoute
  | { readonly place: 'settings'; readonly section?: SettingsSection }
  /** What comes from files, and goes into them. */
  | { readonly place: 'transfer' }
  /** Items that are one thing kept more than once. */
  | { readonly place: 'duplicates' }
  /** Who is written to; one of them is open. */
  | { readonly place: 'contacts'; readonly contact?: string }
  /** The steps to a store, or back to it: a page of their own. */
  | { readonly place: 'connect'; readonly wish: ConnectWish }
  /** Whether one would get back in. */
  | { readonly place: 'recovery' }
  /** Each way back tried: a page of its own. */
  | { readonly place: 'drill' }
  /** Questions for a way back, set up: steps of their own. */
  | { readonly place: 'answers' }
  /** People who hold parts of a way back, chosen: steps of their own. */
  | { readonly place: 'trustees' }
  /** An organisation that can open the vault, set up or looked at: steps of their own. */
  | { readonly place: 'organisation' }
  /** What follows after a way back was used. */
  | { readonly place: 'recovered' }
  /** What helps when something is lost: to be read by anybody, with or without a vault. */
  | { readonly place: 'losses' }
  /** The recovery kit, to be printed. */
  | { readonly place: 'kit' }
  /** What a store knows: to be read by anybody, with or without a vault. */
  | { readonly place: 'store-knows' };

const NEW = 'new';

export function parseRoute(hash: string): Route {
  const [place = '', rest, more] = hash.replace(/^#/, '').split('/', 3);
  if (place === 'settings') return isSection(rest) ? { place, section: rest } : { place };
  if (place === 'connect' && isConnectWish(rest)) return { place, wish: rest };
  if (isPlain(place)) return { place };
  if (place === 'contacts') return rest ? { place, contact: rest } : { place };
  if (place === 'favourites' || place === 'trash') return rest ? { place, item: rest } : { place };
  if (place === NEW) return newItem(isKind(rest) ? rest : 'note', rest === 'login' && more ? decoded(more) : undefined);
  if (place === 'item' && rest) return { place: 'all', item: rest };
  if (place === 'search' && rest) return { place: 'all', query: decoded(rest) };
  return { place: 'all' };
}

export function hashOf(route: Route): string {
  if (route.place === 'settings') return route.section === undefined ? '#settings' : `#settings/${route.section}`;
  if (route.place === 'contacts') return route.contact === undefined ? '#contacts' : `#contacts/${route.contact}`;
  if (route.place === 'connect') return `#connect/${route.wish}`;
  if (isPlainRoute(route)) return `#${route.place}`;
  const { place, item } = route;
  if (place !== 'all') return item === undefined ? `#${place}` : `#${place}/${item}`;
  if (item === undefined) return '#';
  if (item !== NEW) return `#item/${item}`;
  if (route.kind === undefined) return `#${NEW}`;
  return `#${NEW}/${route.kind}${route.url === undefined ? '' : `/${encodeURIComponent(route.url)}`}`;
}

/** An item of this kind that is not made yet. */
export function newItem(kind: ItemKind, url?: string): ListRoute {
  return { place: 'all', item: NEW, ...(kind === 'note' ? {} : { kind }), ...(url === undefined ? {} : { url }) };
}

/** Whether it is one of the lists. */
export function isList(route: Route): route is ListRoute {
  return route.place === 'all' || route.place === 'favourites' || route.place === 'trash';
}

/** An item that is not stored yet. */
export function isNew(route: Route): boolean {
  return 'item' in route && route.item === NEW;
}

/** Places that say nothing but themselves. */
const plain = [
  'kit',
  'store-knows',
  'losses',
  'recovery',
  'drill',
  'recovered',
  'answers',
  'trustees',
  'organisation',
  'transfer',
  'duplicates',
] as const;
type Plain = (typeof plain)[number];

function isPlain(text: string): text is Plain {
  return plain.some((place) => place === text);
}

function isPlainRoute(route: Route): route is Extract<Route, { readonly place: Plain }> {
  return isPlain(route.place);
}

function isKind(text: string | undefined): text is ItemKind {
  return text !== undefined && Object.hasOwn(kindViews, text);
}

function isSection(text: string | undefined): text is SettingsSection {
  return settingsSections.some((section) => section === text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address bar as a signal. */
export class Router {
  readonly route = signal<Route>({ place: 'all' });
  readonly #window: Window;

  constructor(window: Window, stop: AbortSignal) {
    this.#window = window;
    this.#read();
    window.addEventListener('hashchange', () => this.#read(), { signal: stop });
  }

  go(route: Route): void {
    this.#window.location.hash = hashOf(route);
  }

  /** Says where we are without a step to go back to. */
  correct(route: Route): void {
    this.#window.history.replaceState(null, '', hashOf(route));
    this.route.value = route;
  }

  #read(): void {
    this.route.value = parseRoute(this.#window.location.hash);
  }
}
