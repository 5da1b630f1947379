import { toUtf8 } from '../encoding/index.ts';
import { itemLimits, MOST_ITEM_BYTES } from '../items/index.ts';
import type { CustomField } from '../items/index.ts';
import type { Found, LeftOut, Sink } from './found.ts';

/** Fields that hold more than a line. */
const longest: Readonly<Record<string, number>> = {
  title: itemLimits.title,
  folder: itemLimits.folder,
  notes: itemLimits.text,
  body: itemLimits.text,
  privateKey: itemLimits.key,
  publicKey: itemLimits.key,
};

interface Fitted {
  /** Undefined: all of it is too large. */
  readonly found: Found | undefined;
  readonly leftOut: readonly LeftOut[];
}

/** Tells an item as a vault can keep it, and what of it that can't. */
export function sinkFitted(sink: Sink, found: Found, line?: number): void {
  const fitted = fit(found, line);
  if (fitted.found) sink.found(fitted.found, line);
  for (const what of fitted.leftOut) sink.leftOut(what);
}

/**
 * An item as a vault can keep it. What is too long for its field stands in full in a field of its own; what is too long for
 * that is left out, and said. Half a character (a lone surrogate) becomes U+FFFD, and is said.
 */
export function fit(found: Found, line?: number): Fitted {
  const fitting = new Fitting(found, line);
  return fitting.fitted();
}

class Fitting {
  readonly #found: Found;
  readonly #place: Pick<LeftOut, 'line' | 'title'>;
  readonly #leftOut: LeftOut[] = [];
  /** What did not fit its field, and fits one of its own. */
  readonly #moved: Omit<CustomField, 'id'>[] = [];

  constructor(found: Found, line: number | undefined) {
    this.#found = found;
    const title = found.item.title.slice(0, itemLimits.title).toWellFormed();
    this.#place = { ...(line === undefined ? {} : { line }), ...(title === '' ? {} : { title }) };
  }

  fitted(): Fitted {
    const item: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(this.#found.item)) {
      item[name] = typeof value === 'string' ? this.#text(name, value, longest[name] ?? itemLimits.line) : value;
    }
    const { tags, fields } = this.#found.item;
    item['tags'] = this.#tags(tags);
    if ('urls' in this.#found.item) item['urls'] = this.#urls(this.#found.item.urls);
    item['fields'] = this.#fields(fields);
    const whole = { ...this.#found, item } as unknown as Found;
    if (toUtf8(JSON.stringify(whole)).length <= MOST_ITEM_BYTES) return { found: whole, leftOut: this.#leftOut };
    return { found: undefined, leftOut: [{ ...this.#place, why: 'too-long' }] };
  }

  #text(name: string, value: string, most: number): string {
    const text = this.#whole(name, value);
    if (text.length <= most) return text;
    if (text.length <= itemLimits.text) this.#moved.push({ label: name, type: 'notes', value: text });
    else this.#leftOut.push({ ...this.#place, what: name, why: 'too-long' });
    // What names an item stays in part; a secret in part would only be wrong.
    return name === 'title' ? text.slice(0, most).toWellFormed() : '';
  }

  #whole(name: string, value: string): string {
    if (value.isWellFormed()) return value;
    this.#leftOut.push({ ...this.#place, what: name, why: 'malformed' });
    return value.toWellFormed();
  }

  #tags(tags: readonly string[]): string[] {
    const whole = tags.map((tag) => this.#whole('tags', tag));
    const kept = whole.filter((tag) => tag.length <= itemLimits.tag).slice(0, itemLimits.tags);
    const others = whole.filter((tag) => !kept.includes(tag)).join('\n');
    if (others !== '') this.#text('tags', others, 0);
    return kept;
  }

  #urls<U extends { readonly url: string }>(urls: readonly U[]): U[] {
    const whole = urls.map((one) => ({ ...one, url: this.#whole('urls', one.url) }));
    const kept = whole.filter(({ url }) => url.length <= itemLimits.line).slice(0, itemLimits.urls);
    const others = whole.filter((one) => !kept.includes(one)).map(({ url }) => url);
    if (others.length > 0) this.#text('urls', others.join('\n'), 0);
    return kept;
  }

  #fields(fields: readonly CustomField[]): CustomField[] {
    const own = fields.flatMap((field) => {
      const label = this.#whole('label', field.label);
      const value = this.#whole(label, field.value);
      if (value.length > itemLimits.text || label.length > itemLimits.label) {
        this.#leftOut.push({ ...this.#place, what: label.slice(0, itemLimits.label), why: 'too-long' });
        return [];
      }
      return [{ ...field, label, value }];
    });
    const ids = new Set(own.map(({ id }) => id));
    const free = (at: number): string => (ids.has(`moved-${String(at)}`) ? free(at + 1) : `moved-${String(at)}`);
    const all = [...own, ...this.#moved.map((field, at) => ({ id: free(at), ...field }))];
    for (const { label } of all.slice(itemLimits.fields)) {
      this.#leftOut.push({ ...this.#place, what: label, why: 'too-long' });
    }
    return all.slice(0, itemLimits.fields);
  }
}
