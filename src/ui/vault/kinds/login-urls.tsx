import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { LoginUrl } from '../../../items/index.ts';
import { message } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { Button, Field, IconButton, Select } from '../../kit/index.ts';
import { itemLimits } from '../../../typed/index.ts';

type Rule = LoginUrl['match'];

/** What each rule says, the default first. */
const ruleWords: Readonly<Record<Rule, MessageKey>> = {
  host: 'matchHost',
  'host-port': 'matchHostPort',
  domain: 'matchDomain',
  path: 'matchPath',
  regex: 'matchRegex',
  never: 'matchNever',
};
/** The most that the contract takes. */
const MOST = 200;

/** The words of a rule; one of a later version has its own name. */
export function wordsOf(rule: Rule): string {
  return Object.hasOwn(ruleWords, rule) ? message(ruleWords[rule]) : message('matchUnknown', rule);
}

interface LoginUrlsProps {
  urls: readonly LoginUrl[];
  onChange: (urls: readonly LoginUrl[]) => void;
}

/** Where a login belongs: each site with the rule by which pages are told from it. */
export function LoginUrls({ urls, onChange }: LoginUrlsProps): JSX.Element {
  const group = useRef<HTMLFieldSetElement>(null);
  const shown: readonly LoginUrl[] = urls.length === 0 ? [{ url: '', match: 'host' }] : urls;
  const put = (at: number, change: Partial<LoginUrl>): void =>
    onChange(shown.map((each, index) => (index === at ? { ...each, ...change } : each)));
  return (
    <fieldset class="vault-urls" ref={group}>
      <legend class="hidden-text">{message('itemUrls')}</legend>
      {shown.map(({ url, match }, at) => (
        <div class="vault-url" key={at}>
          <Field
            label={message('itemUrl')}
            labelHidden={at > 0}
            inputMode="url"
            maxLength={itemLimits.line}
            value={url}
            onInput={(typed) => put(at, { url: typed })}
          />
          <Select
            label={message('itemUrlRule')}
            labelHidden={at > 0}
            value={match}
            options={rulesFor(match).map((value) => ({ value, words: wordsOf(value) }))}
            onChoose={(rule) => put(at, { match: rule })}
          />
          <IconButton
            icon="close"
            label={message('itemUrlRemove', url)}
            disabled={urls.length === 0}
            onClick={() => onChange(shown.filter((_, index) => index !== at))}
          />
        </div>
      ))}
      <div>
        <Button
          kind="quiet"
          icon="plus"
          disabled={urls.length === 0 || urls.length >= MOST}
          onClick={() => {
            onChange([...urls, { url: '', match: 'host' }]);
            requestAnimationFrame(() => [...(group.current?.querySelectorAll('input') ?? [])].at(-1)?.focus());
          }}
        >
          {message('itemUrlAdd')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Ours; and the present one, where that is of a later version. */
function rulesFor(rule: Rule): Rule[] {
  const ours = Object.keys(ruleWords) as Rule[];
  return ours.includes(rule) ? ours : [rule, ...ours];
}
