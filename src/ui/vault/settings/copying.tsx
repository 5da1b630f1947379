import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { dropClipboard, mayReadClipboard, message, requestClipboard } from '../../../platform/index.ts';
import type { MessageKey } from '../../../platform/index.ts';
import { call, clearTimes, mainActions } from '../../../rpc/index.ts';
import type { CopySettings } from '../../../rpc/index.ts';
import { Choice, Failure, Notice, Switch, useAction, useQuestion, Waiting } from '../../kit/index.ts';

const timeWords: Readonly<Record<CopySettings['clearAfter'], MessageKey>> = {
  10: 'copyingAfter10',
  30: 'copyingAfter30',
  60: 'copyingAfter60',
  300: 'copyingAfter300',
  0: 'copyingNever',
};

const actionWords: Readonly<Record<CopySettings['mainAction'], MessageKey>> = {
  password: 'copyingMainPassword',
  username: 'copyingMainUsername',
  open: 'copyingMainOpen',
  show: 'copyingMainShow',
};

/** How long a copied secret stays on the clipboard, and what a login's row copies. */
export function CopySettingsForm(): JSX.Element {
  const { answer: settings, error, again } = useQuestion('copying.read', {}, ['clipboard']);
  const save = useAction((changed: CopySettings) => call('copying.save', changed).then(again));
  if (!settings) return error === undefined ? <Waiting /> : <Failure error={error} again={again} />;
  const change = (part: Partial<CopySettings>): void => void save.run({ ...settings, ...part });
  return (
    <div class="stack">
      <p class="muted">{message('copyingText')}</p>
      <fieldset class="stack tight">
        <legend>{message('copyingAfter')}</legend>
        {clearTimes.map((time) => (
          <Choice
            key={time}
            name="clear-after"
            title={message(timeWords[time])}
            checked={settings.clearAfter === time}
            onChoose={() => change({ clearAfter: time })}
          />
        ))}
      </fieldset>
      {settings.clearAfter !== 0 && <Looking />}
      <fieldset class="stack tight">
        <legend>{message('copyingMain')}</legend>
        {mainActions.map((action) => (
          <Choice
            key={action}
            name="main-action"
            title={message(actionWords[action])}
            checked={settings.mainAction === action}
            onChoose={() => change({ mainAction: action })}
          />
        ))}
      </fieldset>
      <Switch
        label={message('copyingCode')}
        detail={message('copyingCodeText')}
        on={settings.codeAfterPassword}
        onSwitch={(on) => change({ codeAfterPassword: on })}
      />
      {save.error !== undefined && <Failure error={save.error} />}
    </div>
  );
}

/** Whether we may look before we clear: the browser asks, so it comes first in the press itself. */
function Looking(): JSX.Element {
  const [may, setMay] = useState<boolean>();
  const [refused, setRefused] = useState(false);
  useEffect(() => void mayReadClipboard().then(setMay), []);
  const turn = (on: boolean): void => {
    void (on ? requestClipboard() : dropClipboard()).then(
      (done) => {
        if (done) setMay(on);
        setRefused(on && !done);
      },
      () => setRefused(true),
    );
  };
  return (
    <>
      <Switch
        label={message('copyingLook')}
        detail={message(may ? 'copyingLooks' : 'copyingBlind')}
        on={may === true}
        onSwitch={turn}
      />
      {refused && <Notice>{message('copyingRefused')}</Notice>}
    </>
  );
}
