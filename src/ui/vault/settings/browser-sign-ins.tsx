import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { dropSignIns, mayAnswerSignIns, message, requestSignIns } from '../../../platform/index.ts';
import { Switch } from '../../kit/index.ts';

/** Whether we may answer what the browser asks for: it asks about that itself, so it comes first in the press. */
export function BrowserSignIns(): JSX.Element {
  const [may, setMay] = useState(false);
  useEffect(() => void mayAnswerSignIns().then(setMay), []);
  const turn = (on: boolean): void => {
    void (on ? requestSignIns() : dropSignIns()).then(
      (done) => setMay(on && done),
      () => undefined,
    );
  };
  return <Switch label={message('promptSetting')} detail={message('promptSettingText')} on={may} onSwitch={turn} />;
}
