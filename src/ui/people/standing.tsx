import type { JSX } from 'preact';
import { language, message } from '../../platform/index.ts';
import type { MessageKey } from '../../platform/index.ts';
import type { ContactRow } from '../../rpc/index.ts';
import { counted, dateOf, Icon, written } from '../kit/index.ts';

const standings: Readonly<Record<Exclude<ContactRow['state'], 'compared'>, MessageKey>> = {
  'not-compared': 'peopleNotCompared',
  closed: 'peopleClosed',
  blocked: 'peopleBlocked',
  invited: 'peopleInvited',
  channel: 'channelWord',
};

/** How a contact stands, in words; of several: how many of them were not compared. */
export function standingOf({ state, comparedAt, several }: Omit<ContactRow, 'id' | 'name'>): string {
  if (several && state !== 'compared') {
    const all = several.people.length + several.strangers;
    const compared = several.people.filter((one) => one.state === 'compared').length;
    return message('peopleOfNotCompared', written(all - compared), written(all));
  }
  if (state !== 'compared') return message(standings[state]);
  return comparedAt === undefined ? message('peopleCompared') : message('peopleComparedOn', dateOf(comparedAt));
}

/** The green check of a contact that was compared, and nothing for others. */
export function ComparedMark({ of }: { of: Omit<ContactRow, 'id' | 'name'> }): JSX.Element | null {
  if (of.state !== 'compared') return null;
  return (
    <span class="compared" role="img" aria-label={standingOf(of)} title={standingOf(of)}>
      <Icon name="check" />
    </span>
  );
}

/** Names as one line, and how many more are no contacts. */
export function namesOf(people: readonly Pick<ContactRow, 'name'>[], strangers = 0): string {
  const names = people.map(({ name }) => (name === '' ? message('peopleSomebody') : name));
  const all = strangers > 0 ? [...names, counted('peopleStrangers', strangers)] : names;
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(all);
}

/** What a conversation is called: by who one writes with. */
export function titleOf({ name, several }: ContactRow): string {
  return several ? namesOf(several.people, several.strangers) : name;
}
