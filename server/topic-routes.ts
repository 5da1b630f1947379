import { endpoints } from '../src/wire/index.ts';
import type { Session } from './accounts/index.ts';
import type { Serve } from './http/index.ts';
import { Topics } from './topics/index.ts';

/** What members of a channel ask, by its key alone. */
export function serveTopics(serve: Serve<Session>, parts: ConstructorParameters<typeof Topics>[0]): Topics {
  const topics = new Topics(parts);
  serve(endpoints.topicRead, ({ asked, body }) => topics.read(asked, body));
  serve(endpoints.topicAppend, ({ asked, body }) => topics.append(asked, body));
  return topics;
}
