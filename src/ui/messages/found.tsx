import type { JSX } from 'preact';
import { message } from '../../platform/index.ts';
import type { ContactRow, TextHit } from '../../rpc/index.ts';
import { titleOf } from '../people/index.ts';
import { Empty, Failure, List, momentOf, Row, useQuestion, Waiting } from '../kit/index.ts';

interface FoundProps {
  query: string;
  show: (contact: ContactRow) => void;
}

/** Texts with these words in them, newest first. */
export function Found({ query, show }: FoundProps): JSX.Element {
  const { answer: hits, error } = useQuestion('conversations.search', { query }, ['messages', 'status']);
  if (error !== undefined) return <Failure error={error} />;
  if (!hits) return <Waiting />;
  if (hits.length === 0) return <Empty icon="search" title={message('messagesNotFound')} />;
  return (
    <List title={message('popupFound')}>
      {hits.map((hit) => (
        <Row
          key={hit.text.id}
          letter={titleOf(hit.with).slice(0, 1).toLocaleUpperCase()}
          title={lineOf(hit)}
          detail={`${titleOf(hit.with)} · ${momentOf(hit.text.at)}`}
          onOpen={() => show(hit.with)}
        />
      ))}
    </List>
  );
}

function lineOf({ text: { text, isOwn } }: TextHit): string {
  return isOwn ? message('messagesYou', text) : text;
}
