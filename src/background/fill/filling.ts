import { newId } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { codesOf, pageAddress } from '../../items/index.ts';
import type { Item } from '../../items/index.ts';
import { ForbiddenError, takes } from '../../rpc/index.ts';
import type {
  ContentAsker,
  FieldType,
  FillAnswer,
  FilledField,
  FillKind,
  FillOrder,
  FillRefusal,
  FillReport,
  FormSummary,
  InputOf,
} from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { notePassword } from '../context/index.ts';
import { decide } from './decide.ts';
import type { Wanted } from './decide.ts';
import { Errand } from './errand.ts';
import type { ErrandParts, FillSource } from './errand.ts';
import { NextSteps } from './next-step.ts';
import type { FillActions, FillParts, LoginsOfPage, ReadyDocument } from './parts.ts';
import { valuesOf } from './values.ts';

/** A document that hasn't filled by then fills no more that anybody waits for, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Fills items into pages. A person asks in a window of ours; our script in each document of the tab is told, and asks by
 * itself, so that the browser says whose document it is; what is decided then goes to that document alone.
 */
export class Filling {
  readonly #parts: FillParts;
  readonly #logins: LoginsOfPage;
  readonly #actions: FillActions;
  readonly #errands = new Map<Id, Errand>();
  readonly #steps: NextSteps;

  constructor(parts: FillParts, logins: LoginsOfPage, actions: FillActions) {
    this.#parts = parts;
    this.#logins = logins;
    this.#actions = actions;
    this.#steps = new NextSteps(parts);
    parts.session.onLock((what) => {
      if (what === 'full') this.#errands.clear();
    });
  }

  /** `frame`: into the document of that frame alone. */
  async fill({ id, part, ...asked }: Omit<InputOf<'fill.item'>, 'remember'>, frame?: number): Promise<FillReport> {
    const kind = kindOf((await this.#open(id)).item);
    return kind ? this.#run(kind, { ...asked, source: { from: 'item', id, part } }, frame) : refused('no-field');
  }

  /** A password that was made goes into the fields for a new one, and nowhere else. */
  async fillMade({ password, ...asked }: InputOf<'fill.made'>, frame?: number): Promise<FillReport> {
    await this.#parts.session.vault();
    return this.#run('password', { ...asked, source: { from: 'made', password } }, frame);
  }

  async #run(
    kind: FillKind,
    asked: Omit<ErrandParts, 'id' | 'topOrigin' | 'documents'>,
    only: number | undefined,
  ): Promise<FillReport> {
    const { tab } = asked;
    // Before anything else of the tab is looked at: another page that comes into it meanwhile is none of this errand's.
    const topOrigin = originOf(await this.#actions.urlOf(tab));
    const documents = (await this.#ready(tab)).filter(({ frame }) => only === undefined || frame === only);
    if (documents.length === 0) return refused('unreachable');
    const errand = new Errand({ ...asked, id: newId(), topOrigin, documents });
    this.#errands.set(errand.parts.id, errand);
    try {
      const filled = await Promise.all(documents.map((document) => this.#tell(errand, kind, document)));
      if (kind === 'login') await this.#note(errand);
      return reportOf(errand, filled.flat());
    } finally {
      this.#errands.delete(errand.parts.id);
    }
  }

  /** What the documents of a tab have forms for. */
  async look(tab: number): Promise<readonly FillKind[]> {
    const documents = await this.#ready(tab);
    const answers = await Promise.all(
      documents.map(({ frame, page }) =>
        withinPatience(this.#actions.ask(tab, frame, 'fill', { order: 'look', page } satisfies FillOrder)),
      ),
    );
    return fillKinds.filter((kind) => answers.some((kinds) => Array.isArray(kinds) && kinds.includes(kind)));
  }

  /** A document that was told to fill asks for what its form takes. */
  async here({ errand: id, page, form }: InputOf<'fill.here'>, asker: ContentAsker): Promise<FillAnswer> {
    const errand = this.#errands.get(id);
    if (!errand) throw new ForbiddenError();
    errand.admit(asker, page);
    const { source, topOrigin, agreed } = errand.parts;
    const { wanted, give } = await this.#offered(source, asker);
    if (!wanted) return {};
    const verdict = decide(documentOf(asker, topOrigin), form, wanted, agreed);
    if (verdict.verdict === 'ask') errand.questions.push(...verdict.questions);
    if (verdict.verdict === 'refuse') errand.refusals.push(verdict.why);
    if (verdict.verdict !== 'give') return {};
    const isWhole = source.from === 'made' || source.part === 'all';
    const types = typesFor(form, wanted.kind).filter((type) => isWhole || type === 'one-time-code');
    errand.given.push({ asker, types });
    return give(types);
  }

  /** A document shows a form: where that is the next step of what a person asked for, it gets what is still to be given. */
  async step({ form }: InputOf<'fill.step'>, asker: ContentAsker): Promise<FillAnswer> {
    const step = await this.#steps.of(asker);
    const vault = await this.#parts.session.open();
    if (!step || !vault || !['login', 'code'].includes(form.kind)) return { goesOn: step !== undefined };
    const { item } = await this.#open(step.item);
    const wanted = await this.#wanted(vault, step.item, item, asker);
    const types = typesFor(form, 'login').filter((type) => !step.given.includes(type));
    if (wanted?.kind !== 'login' || types.length === 0) return { goesOn: true };
    const topOrigin = originOf(await this.#actions.urlOf(asker.tab));
    // Whoever asked once is not asked again in between: what isn't clear waits for the person.
    const { verdict } = decide(documentOf(asker, topOrigin), { ...form, types }, wanted, step.agreed);
    if (verdict !== 'give') return { goesOn: true };
    await this.#steps.goOn(step, types);
    if (types.includes('current-password'))
      await notePassword(this.#parts.memory, { id: step.item, at: this.#parts.clock(), isFilled: true });
    return this.#answer(item, types, step.given);
  }

  /** A tab in front shows another page, or another part of it: the next step may be there, or is none any more. */
  async moved({ id, url }: { readonly id: number; readonly url?: string }): Promise<void> {
    const step = await this.#steps.inTab(id);
    if (!step) return;
    if (originOf(url) !== step.topOrigin) return this.#steps.end(id);
    const documents = await this.#ready(id);
    for (const { frame, page } of documents.filter((document) => document.frame === step.frame)) {
      await this.#actions.ask(id, frame, 'fill', { order: 'watch', page } satisfies FillOrder);
    }
  }

  /** The documents of a tab that can be told; none where the browser lets us in nowhere, or a tab that ends never answers. */
  async #ready(tab: number): Promise<readonly ReadyDocument[]> {
    return (await withinPatience(this.#actions.ready(tab)).catch(() => undefined)) ?? [];
  }

  async #offered(source: FillSource, asker: ContentAsker): Promise<Offered> {
    if (source.from === 'made')
      return { wanted: { kind: 'password' }, give: () => Promise.resolve(madeAnswer(source.password)) };
    const { vault, item } = await this.#open(source.id);
    return {
      wanted: await this.#wanted(vault, source.id, item, asker),
      give: (types) => this.#answer(item, types, []),
    };
  }

  async #answer(item: Item, types: readonly FieldType[], before: readonly FieldType[]): Promise<FillAnswer> {
    const code = types.includes('one-time-code') ? await this.#codeOf(item) : '';
    // Codes and expressions take their time, and nothing is said of a vault that was locked meanwhile.
    await this.#parts.session.vault();
    return { values: valuesOf(item, types, code), goesOn: isMoreOf(item, [...before, ...types]) };
  }

  async #tell(errand: Errand, kind: FillKind, { frame, page }: ReadyDocument): Promise<readonly FilledField[]> {
    const { id, tab, replace } = errand.parts;
    const order: FillOrder = { order: 'fill', page, errand: id, kind, replace };
    const answer = await withinPatience(this.#actions.ask(tab, frame, 'fill', order));
    return isFilled(answer) ? answer : [];
  }

  /** What was given, for the steps to come. Of several documents the outermost counts. */
  async #note({ given, parts: { tab, source, agreed, topOrigin } }: Errand): Promise<void> {
    const [first] = given.toSorted((one, other) => one.asker.frame - other.asker.frame);
    if (!first || source.from !== 'item') return;
    const { frame, origin } = first.asker;
    const { id: item } = source;
    await this.#steps.begin({ tab, frame, origin, topOrigin, item, agreed, given: first.types });
    if (first.types.includes('current-password'))
      await notePassword(this.#parts.memory, { id: item, at: this.#parts.clock(), isFilled: true });
  }

  async #wanted(vault: OpenVault, id: Id, item: Item, asker: ContentAsker): Promise<Wanted | undefined> {
    const kind = kindOf(item);
    if (kind !== 'login' || item.kind !== 'login') return kind && kind !== 'login' ? { kind } : undefined;
    const { rows } = await this.#logins.at(vault, asker.origin + asker.path);
    return { kind, urls: item.urls, byExpression: rows.some((row) => row.id === id) };
  }

  async #open(id: Id): Promise<{ vault: OpenVault; item: Item }> {
    const vault = await this.#parts.session.vault();
    return { vault, item: this.#parts.kinds.parse((await vault.records.read(id)).body) };
  }

  async #codeOf(item: Item): Promise<string> {
    const codes = item.kind === 'login' ? await codesOf(item.totp, this.#parts.clock()) : 'empty';
    return typeof codes === 'string' ? '' : codes.code;
  }
}

/** What a document may get, and how it is given once that is decided. */
interface Offered {
  readonly wanted: Wanted | undefined;
  readonly give: (types: readonly FieldType[]) => Promise<FillAnswer>;
}

function madeAnswer(newPassword: string): FillAnswer {
  return { values: { login: { username: '', password: '', accountId: '', newPassword } } };
}

function documentOf({ origin, path, frame }: ContentAsker, topOrigin: string | undefined) {
  return { origin, path, isFrame: frame !== 0, topOrigin };
}

function typesFor({ kind, types }: FormSummary, of: FillKind): readonly FieldType[] {
  return types.filter((type) => takes(kind, type, of));
}

/** Whether a login has a password or a code that wasn't given yet. */
function isMoreOf(item: Item, given: readonly FieldType[]): boolean {
  if (item.kind !== 'login') return false;
  return (
    (item.password !== '' && !given.includes('current-password')) ||
    (item.totp !== '' && !given.includes('one-time-code'))
  );
}

const itemKinds = ['login', 'card', 'identity'] as const satisfies readonly FillKind[];
const fillKinds = [...itemKinds, 'password'] as const satisfies readonly FillKind[];

function kindOf(item: Item): FillKind | undefined {
  return item.trashedAt === undefined ? itemKinds.find((kind) => kind === item.kind) : undefined;
}

function refused(why: FillRefusal): FillReport {
  return { fields: [], questions: [], refused: why };
}

function reportOf({ questions, refusals }: Errand, fields: readonly FilledField[]): FillReport {
  if (fields.length > 0 || questions.length > 0) return { fields, questions };
  // Of several documents the one that came nearest says why.
  const nearest = (['no-target', 'elsewhere', 'nowhere'] as const).find((why) => refusals.includes(why));
  return refused(nearest ?? 'no-field');
}

/** All that there was to fill is in. */
export function isWhole({ fields, questions }: FillReport): boolean {
  return questions.length === 0 && fields.length > 0 && fields.every(({ outcome }) => outcome === 'filled');
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && pageAddress(url) ? new URL(url).origin : undefined;
}

function isFilled(answer: unknown): answer is readonly FilledField[] {
  return Array.isArray(answer);
}

async function withinPatience<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
