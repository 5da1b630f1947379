import type { Id } from '../../encoding/index.ts';
import type { MessageIndex } from './message-index.ts';
import { rowsOf } from './message-index.ts';
import type { LeftRow, MessageRow, Named } from './rows.ts';
import { isUnread, newestFirst, readUpTo } from './views.ts';

/*
 * [Note: who is in a conversation] Nobody keeps a list of members: they are whoever the newest text of a member names (protocol
 * 8.5). Rows are taken in the order in which they came here, so that nobody gets in afterwards by an old date; which of them is the
 * newest goes by when it was written, so that what was long on its way changes nothing. Who writes under the id and is no member
 * opens a conversation of his own. All of it is found anew from the texts each time, so every browser with the same texts finds the
 * same.
 */

/** Somebody in a conversation besides ourselves: by the record of a contact, or by what texts say of who isn't one. */
export interface Member {
  /** Tells members apart. */
  readonly key: string;
  readonly contact?: Id;
}

/** What a text, or a leave, changed of who is in a conversation. */
export interface MembersNews {
  readonly at: number;
  /** Who wrote it; undefined: ourselves. */
  readonly by: Member | undefined;
  readonly added: readonly Member[];
  readonly removed: readonly Member[];
  /** They took themselves out. */
  readonly isLeave: boolean;
}

/** A conversation of several people. */
export interface Group {
  /** The conversation's own id; of a second one under the same id: that of the record that began it. */
  readonly id: Id;
  readonly conversation: Id;
  /** Everybody besides ourselves, as the newest text names them. */
  readonly members: readonly Member[];
  /** We have left, and nobody has named us since. */
  readonly isLeft: boolean;
  /** Newest first. */
  readonly texts: readonly MessageRow[];
  /** Oldest first. */
  readonly news: readonly MembersNews[];
}

/** Who is who: own account, and the contact with this identity, now or before a succession. */
export interface People {
  readonly own: Id;
  readonly contactOf: (named: Named) => Id | undefined;
}

type GroupRow = (MessageRow & { readonly several: NonNullable<MessageRow['several']> }) | LeftRow;

/** All conversations of several people, that with the newest text first. */
export function groupsIn(index: MessageIndex, people: People): readonly Group[] {
  const rows = rowsOf(index).filter(isGroupRow);
  const byConversation = Map.groupBy(rows.toSorted(inOrderOfArrival), ({ conversation }) => conversation);
  const groups = [...byConversation.values()].flatMap((one) => groupsOf(one, people));
  return groups.toSorted((one, other) => newestOf(other) - newestOf(one));
}

/** How many of its texts are unread. A read mark of it names it in the place of a contact. */
export function unreadIn(
  index: MessageIndex,
  { id, conversation, texts }: Pick<Group, 'id' | 'conversation' | 'texts'>,
): number {
  const upTo = readUpTo(index, { contact: id, conversation });
  return texts.filter((row) => isUnread(row, upTo)).length;
}

function isGroupRow(row: ReturnType<typeof rowsOf>[number]): row is GroupRow {
  return row.kind === 'left' || (row.kind === 'message' && row.several !== undefined);
}

function inOrderOfArrival(one: GroupRow, other: GroupRow): number {
  return one.cameAt - other.cameAt || one.at - other.at || (one.record < other.record ? -1 : 1);
}

function newestOf({ texts: [newest] }: Group): number {
  return newest?.at ?? 0;
}

/** The conversations under one id: rows of whoever is in none of them begin the next one. */
function groupsOf(rows: readonly GroupRow[], people: People): readonly Group[] {
  const groups: Group[] = [];
  let left = rows;
  for (;;) {
    // Nothing begins with a leave.
    const first = left.find((row) => row.kind === 'message');
    if (!first) return groups;
    const thread = new Thread(people, first);
    left = left.filter((row) => row !== first && !thread.offer(row)).filter((row) => !thread.has(row));
    groups.push(thread.group(groups.length === 0 ? first.conversation : first.record));
  }
}

class Thread {
  readonly #people: People;
  readonly #conversation: Id;
  #members: ReadonlyMap<string, Member>;
  /** Who has been in it: whoever was and is no more doesn't come in by writing. */
  readonly #known = new Set<string>();
  /** When what names the members was written. */
  #namedAt: number;
  #isLeft = false;
  readonly #taken = new Set<GroupRow>();
  /** Rows of whoever isn't known yet: a text that names them may come later than theirs. */
  #waiting: GroupRow[] = [];
  readonly #news: MembersNews[] = [];

  constructor(people: People, first: GroupRow) {
    this.#people = people;
    this.#conversation = first.conversation;
    this.#members = this.#namedBy(first);
    this.#namedAt = first.at;
    this.#taken.add(first);
    for (const key of this.#members.keys()) this.#known.add(key);
  }

  has(row: GroupRow): boolean {
    return this.#taken.has(row);
  }

  /** Whether the row is of this conversation, as far as is known by now. */
  offer(row: GroupRow): boolean {
    const writer = this.#writerOf(row);
    if (writer && !this.#members.has(writer.key)) {
      if (!this.#known.has(writer.key)) this.#waiting.push(row);
      return false;
    }
    this.#take(row);
    return true;
  }

  group(id: Id): Group {
    const texts = [...this.#taken].filter((row) => row.kind === 'message').toSorted(newestFirst);
    const news = this.#news.toSorted((one, other) => one.at - other.at);
    const members = [...this.#members.values()];
    return { id, conversation: this.#conversation, members, isLeft: this.#isLeft, texts, news };
  }

  #take(row: GroupRow): void {
    this.#taken.add(row);
    // What was written before what names the members says nothing of them any more.
    if (row.at < this.#namedAt) return;
    this.#namedAt = row.at;
    const before = this.#members;
    if (row.kind === 'left') this.#leave(row);
    else this.#name(row, before);
  }

  #name(row: GroupRow, before: ReadonlyMap<string, Member>): void {
    this.#isLeft = false;
    this.#members = this.#namedBy(row);
    const added = [...this.#members.values()].filter(({ key }) => !before.has(key));
    const removed = [...before.values()].filter(({ key }) => !this.#members.has(key));
    if (added.length + removed.length === 0) return;
    this.#news.push({ at: row.at, by: this.#writerOf(row), added, removed, isLeave: false });
    const fresh = added.filter(({ key }) => !this.#known.has(key));
    for (const { key } of fresh) this.#known.add(key);
    this.#retry();
  }

  #leave(row: LeftRow): void {
    const writer = this.#writerOf(row);
    if (writer) this.#members = new Map([...this.#members].filter(([key]) => key !== writer.key));
    else this.#isLeft = true;
    this.#news.push({ at: row.at, by: writer, added: [], removed: [], isLeave: true });
  }

  /** Who was named just now may have written before that came. */
  #retry(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const row of waiting) this.offer(row);
  }

  /** Everybody besides ourselves: whom it is for, and its writer. */
  #namedBy(row: GroupRow): ReadonlyMap<string, Member> {
    const named = row.kind === 'message' ? row.several.to : [];
    const others = named.filter(({ account }) => account !== this.#people.own).map((one) => this.#member(one));
    const writer = this.#writerOf(row);
    return new Map([...(writer ? [writer] : []), ...others].map((one) => [one.key, one]));
  }

  #member(named: Named): Member {
    const contact = this.#people.contactOf(named);
    return contact === undefined ? { key: `${named.account} ${named.identity}` } : { key: contact, contact };
  }

  /** Undefined: ourselves. */
  #writerOf(row: GroupRow): Member | undefined {
    if (row.isOwn) return undefined;
    return row.kind === 'left' ? { key: row.contact, contact: row.contact } : this.#member(row.several.by);
  }
}
