import type { JSX } from 'preact';
import { message } from '../../../platform/index.ts';
import { Button, List, Notice, Row, Secret } from '../../kit/index.ts';
import { grouped, Ring, useCodes } from '../../totp/index.ts';

/** The login whose code comes next. `isFilled`: its password was put into a page by us. */
export interface NextCode {
  readonly id: string;
  readonly title: string;
  readonly isFilled: boolean;
}

interface CodeRowProps {
  next: NextCode;
  selected: boolean;
  fill: () => void;
}

/** Holds the place of a code for the moment until it is made, so that the rows below stay where they are. */
const notYet = '··· ···';

/** The code of a login whose password was used just before: what the site asks for next. */
export function CodeRow({ next, selected, fill }: CodeRowProps): JSX.Element | null {
  const { answer, error, seconds } = useCodes({ id: next.id });
  if (error !== undefined || (answer && 'none' in answer)) return null;
  return (
    <>
      <List title={message('popupCodeFor', next.title)}>
        <Row
          title={
            <span dir="ltr">
              <Secret text={answer ? grouped(answer.code) : notYet} />
            </span>
          }
          detail={
            <>
              {message('totpThen')} <span dir="ltr">{answer ? grouped(answer.next) : notYet}</span>
            </>
          }
          mark={answer && <Ring seconds={seconds} period={answer.period} />}
          selected={selected}
          onOpen={fill}
          action={
            selected && (
              <Button kind="primary" onClick={fill}>
                {message('popupFillCodeKey')}
              </Button>
            )
          }
        />
      </List>
      {next.isFilled && (
        <Notice icon="key">
          <p>{message('popupCodeFollows')}</p>
        </Notice>
      )}
    </>
  );
}
