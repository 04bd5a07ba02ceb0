// What the routes share: the run around them, and the shape that all of them have.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../../lambda/config/config.ts';
import type { Acts } from './acts.ts';
import type { Answer } from './answer.ts';
import type { Assets } from './assets.ts';
import type { EventStream } from './event-stream.ts';
import type { SqlExplorer } from './sql-explorer.ts';
import type { StoredState } from './stored-state.ts';

export interface Surroundings {
  readonly config: Config;
  readonly inboxFolder: string;
  readonly acts: Acts;
  readonly now: () => Date;
  readonly assets: Assets;
  readonly events: EventStream;
  readonly state: StoredState;
  readonly sql: SqlExplorer;
  readonly token: string;
}

export interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly query: URLSearchParams;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Null where the route writes its own response. @throws TillwatchError for what can't be done, answered as 409 */
  answer(asked: Asked, around: Surroundings): Answer | null | Promise<Answer | null>;
}
