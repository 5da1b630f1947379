import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeenForm, TypedField, WatchEvent, WatchReport } from '../../../src/autofill/watch/index.ts';
import { newWatch, watched } from '../../../src/autofill/watch/index.ts';
import { runs } from '../../support/runs.ts';

const username: TypedField = { type: 'username', value: 'mira' };
const password: TypedField = { type: 'current-password', value: 'secret' };
const login: SeenForm = { kind: 'login', fields: [username, password] };
const signUp: SeenForm = {
  kind: 'sign-up',
  fields: [
    { type: 'email', value: ' mira@example.org ' },
    { type: 'new-password', value: 'first' },
    { type: 'new-password', value: 'first' },
  ],
};
const change: SeenForm = {
  kind: 'change-password',
  fields: [password, { type: 'new-password', value: 'second' }, { type: 'new-password', value: 'second' }],
};

const form = 'form';
const typed = (seen: SeenForm, at = 0): WatchEvent => ({ what: 'typed', form, seen, at });
const sending = (seen: SeenForm, at = 0): WatchEvent => ({ what: 'sending', form, seen, at });
const submitted = (seen: SeenForm, at = 0): WatchEvent => ({ what: 'submitted', form, seen, at });
const left = (seen: SeenForm, at = 0): WatchEvent => ({ what: 'left', form, seen, at });
const looked = (standing: 'there' | 'emptied' | 'gone', at = 1_000, complains = false): WatchEvent => ({
  what: 'looked',
  form,
  standing,
  complains,
  at,
});

function tell(events: readonly WatchEvent[]): WatchReport[] {
  let state = newWatch;
  return events.flatMap((event) => {
    const [next, reports] = watched(state, event);
    state = next;
    return reports;
  });
}

const words = (events: readonly WatchEvent[]): string[] => tell(events).map(({ report }) => report);
const sentBy = (events: readonly WatchEvent[]): object | undefined =>
  tell(events).flatMap((report) => (report.report === 'sent' ? [report.sent] : []))[0];

describe('what a form sent', () => {
  it('is told by its button or Enter, by the browser, and by leaving right after a press', () => {
    const sent = { kind: 'login', username: 'mira', accountId: '', currentPassword: 'secret', newPassword: '' };
    expect(sentBy([typed(login), sending(login, 10)])).toEqual(sent);
    expect(sentBy([typed(login), submitted(login, 10)])).toEqual(sent);
    expect(sentBy([typed(login), { what: 'pressed', at: 900 }, left(login, 1_000)])).toEqual(sent);
  });

  it.each([
    ['no person typed into it', [sending(login, 10), submitted(login, 20), left(login, 30)]],
    ['somebody typed into another form', [{ ...typed(login), form: 'other' }, sending(login, 10)]],
    ['a script sends it long after anybody did anything', [typed(login), submitted(login, 10_001)]],
    ['the page is left long after', [typed(login), left(login, 3_001)]],
    ['no password is in it', [typed({ ...login, fields: [] }), sending({ ...login, fields: [] })]],
    [
      'the password is not what it was repeated as',
      [typed(signUp), sending({ ...signUp, fields: [...signUp.fields, { type: 'new-password', value: 'other' }] })],
    ],
    [
      'nobody types as much',
      [typed(login), sending({ ...login, fields: [{ ...password, value: 'x'.repeat(1_001) }] })],
    ],
  ] as const)('is not told where %s', (_, events) => {
    expect(words(events)).toEqual([]);
  });

  it('says what is new, and of which password', () => {
    expect(sentBy([typed(signUp), sending(signUp)])).toMatchObject({
      kind: 'sign-up',
      username: 'mira@example.org',
      newPassword: 'first',
      currentPassword: '',
    });
    expect(sentBy([typed(change), sending(change)])).toMatchObject({
      kind: 'change-password',
      currentPassword: 'secret',
      newPassword: 'second',
    });
    const reset: SeenForm = { kind: 'change-password', fields: [{ type: 'new-password', value: 'third' }] };
    expect(sentBy([typed(reset), sending(reset)])).toMatchObject({ kind: 'change-password', newPassword: 'third' });
  });

  it('has the user name of the step before', () => {
    const first: SeenForm = { kind: 'login', fields: [username] };
    const second: SeenForm = { kind: 'login', fields: [password] };
    const events = [typed(first), sending(first), submitted(first, 5), typed(second, 900), sending(second, 1_000)];
    expect(words(events)).toEqual(['named', 'sent']);
    expect(sentBy(events)).toMatchObject({ username: 'mira', currentPassword: 'secret' });
  });

  it('is told once, however often it is sent', () => {
    expect(words([typed(login), sending(login, 10), submitted(login, 11), left(login, 12)])).toEqual(['sent']);
  });

  it('is told by a press that may be anything only once the form is gone', () => {
    const perhaps: WatchEvent = { what: 'perhaps', form, seen: login, at: 10 };
    expect(words([typed(login), perhaps, looked('there'), looked('emptied'), looked('gone')])).toEqual([]);
    expect(words([typed(login), perhaps, looked('gone'), looked('gone')])).toEqual(['sent', 'gone']);
    expect(words([perhaps, looked('gone'), looked('gone')])).toEqual([]);
    expect(words([typed(login), sending(login), perhaps, looked('gone'), looked('gone')])).toEqual(['sent', 'gone']);
  });

  it('is told anew with another password, and after it failed', () => {
    const other: SeenForm = { kind: 'login', fields: [username, { ...password, value: 'another' }] };
    expect(words([typed(login), sending(login), sending(other, 10)])).toEqual(['sent', 'sent']);
    expect(words([typed(login), sending(login), looked('there', 500, true), sending(login, 900)])).toEqual([
      'sent',
      'failed',
      'sent',
    ]);
  });
});

describe('what became of it', () => {
  const sent = (seen: SeenForm): WatchEvent[] => [typed(seen), sending(seen, 0)];

  it.each([
    ['gone, twice', login, [looked('gone'), looked('gone')], ['gone']],
    ['gone for a moment', login, [looked('gone'), looked('there'), looked('gone')], []],
    ['gone and back', login, [looked('gone'), looked('gone'), looked('emptied')], ['gone', 'failed']],
    ['back with what was typed', login, [looked('gone'), looked('gone'), looked('there')], ['gone', 'failed']],
    ['a login emptied', login, [looked('emptied')], ['failed']],
    ['a sign-up emptied', signUp, [looked('emptied'), looked('emptied')], ['gone']],
    ['a change emptied', change, [looked('emptied'), looked('emptied')], ['gone']],
    ['a change emptied with a complaint', change, [looked('emptied', 500, true)], ['failed']],
    ['a complaint', login, [looked('there', 500, true)], ['failed']],
    ['a complaint, once more', login, [looked('there', 500, true), looked('there', 900, true)], ['failed']],
    ['nothing as yet', login, [looked('there', 5_999)], []],
    ['nothing for long', login, [looked('there', 6_000), looked('there', 12_000)], ['slow']],
    ['slow, then gone', login, [looked('there', 6_000), looked('gone'), looked('gone')], ['slow', 'gone']],
  ] as const)('%s', (_, seen, looks, outcomes) => {
    expect(words([...sent(seen), ...looks]).slice(1)).toEqual(outcomes);
  });

  it('is not told of what was not sent', () => {
    expect(words([typed(login), looked('gone'), looked('gone'), looked('emptied')])).toEqual([]);
  });
});

describe('any run of a page', () => {
  const field = fc.record<TypedField>({
    type: fc.constantFrom('username', 'email', 'account-id', 'current-password', 'new-password'),
    value: fc.constantFrom('', 'a', 'b'),
  });
  const seen = fc.record<SeenForm>({
    kind: fc.constantFrom('login', 'sign-up', 'change-password'),
    fields: fc.array(field, { maxLength: 4 }),
  });
  const name = fc.constantFrom('one', 'two');
  const step = fc.oneof(
    fc.record({
      what: fc.constantFrom(
        'typed' as const,
        'perhaps' as const,
        'sending' as const,
        'submitted' as const,
        'left' as const,
      ),
      form: name,
      seen,
    }),
    fc.record({
      what: fc.constant('looked' as const),
      form: name,
      standing: fc.constantFrom('there' as const, 'emptied' as const, 'gone' as const),
      complains: fc.boolean(),
    }),
    fc.record({ what: fc.constant('pressed' as const) }),
  );
  const run = fc.array(fc.tuple(step, fc.nat(4_000)), { maxLength: 40 }).map((steps) => {
    let at = 0;
    return steps.map(([event, pause]) => ({ ...event, at: (at += pause) }));
  });

  it('tells nothing of forms that no person typed into', () => {
    fc.assert(
      fc.property(run, (events) => tell(events.filter(({ what }) => what !== 'typed')).length === 0),
      { numRuns: runs(200) },
    );
  });

  it('tells an outcome of what was told alone, and the same never twice in a row', () => {
    fc.assert(
      fc.property(run, (events) => {
        const last = new Map<string, WatchReport>();
        for (const report of tell(events)) {
          if (report.report === 'named') continue;
          const before = last.get(report.form);
          if (report.report !== 'sent') expect(before).toBeDefined();
          expect(report).not.toEqual(before);
          last.set(report.form, report);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it('tells no password but one that stood in a password field of that form', () => {
    fc.assert(
      fc.property(run, (events) => {
        const stood = new Map<string, Set<string>>();
        let state = newWatch;
        for (const event of events) {
          if ('seen' in event) {
            const values = event.seen.fields.filter(({ type }) => type.endsWith('password')).map(({ value }) => value);
            stood.set(event.form, new Set([...(stood.get(event.form) ?? []), ...values]));
          }
          const [next, reports] = watched(state, event);
          state = next;
          for (const report of reports) {
            if (report.report !== 'sent') continue;
            for (const value of [report.sent.currentPassword, report.sent.newPassword].filter(Boolean))
              expect(stood.get(report.form)).toContain(value);
          }
        }
      }),
      { numRuns: runs(200) },
    );
  });
});
