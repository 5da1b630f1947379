import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { call } from '../../../rpc/index.ts';
import { Failure, Switch, useAction, useQuestion } from '../../kit/index.ts';

/** Whether the mark at a login field opens a menu in the page. Only where the browser tells a frame that it is seen. */
export function FillMenuSetting(): JSX.Element | null {
  const { answer, again } = useQuestion('fill.settings', {}, []);
  const turn = useAction(async (menu: boolean) => {
    await call('fill.saveSettings', { menu });
    again();
  });
  const canProve = 'isVisible' in IntersectionObserverEntry.prototype;
  if (!answer) return null;
  return (
    <>
      <Switch
        label={message('menuSetting')}
        detail={message(canProve ? 'menuSettingText' : 'menuSettingNot')}
        on={canProve && answer.menu}
        disabled={!canProve}
        onSwitch={(on) => void turn.run(on)}
      />
      {turn.error !== undefined && <Failure error={turn.error} />}
    </>
  );
}
