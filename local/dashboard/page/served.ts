// The source of the local dashboard: the server that handed out this page.
import type { Act, NewSilence } from '../acts.ts';
import type { SentAlert } from '../sent-alerts.ts';
import type { Listener, Source } from './source.ts';

/** As gate.ts wants it. */
const TOKEN_HEADER = 'x-tillwatch-token';

export function servedSource(): Source {
  const token = document.querySelector<HTMLMetaElement>('meta[name="tillwatch-token"]')?.content ?? '';

  async function post<T>(path: string, body: BodyInit, type = 'application/json'): Promise<T> {
    return answerOf(fetch(path, { method: 'POST', body, headers: { 'content-type': type, [TOKEN_HEADER]: token } }));
  }
  const act = (path: string, value: object) => post<void>(path, JSON.stringify(value));

  return {
    overview: () => answerOf(fetch('/api/overview')),
    async checkout(id) {
      const answer = await fetch(`/api/checkout?${new URLSearchParams({ id })}`);
      return answer.status === 404 ? null : answerOf(Promise.resolve(answer));
    },
    listen,
    acknowledge: (incident, made: Act) => act('/api/acknowledge', { incident, ...made }),
    silence: (checkout, made: NewSilence) => act('/api/silence', { checkout, ...made }),
    unsilence: (checkout, silence) => act('/api/unsilence', { checkout, silence }),
    async upload(file) {
      const path = `/api/upload?${new URLSearchParams({ name: file.name })}`;
      return (await post<{ key: string }>(path, file, 'application/octet-stream')).key;
    },
    dayReport: {
      kind: 'served',
      address: (checkout, date, locale) => `/report/day?${new URLSearchParams({ checkout, date, locale })}`,
    },
    sql: {
      queries: () => answerOf(fetch('/api/queries')),
      run: (sql) => post('/api/sql', JSON.stringify({ sql })),
      onlyReady: null,
    },
  };
}

function listen(listener: Listener): void {
  const events = new EventSource('/api/events');
  events.addEventListener('open', () => listener.connected(true));
  events.addEventListener('error', () => listener.connected(false));
  events.addEventListener('changed', () => listener.changed());
  events.addEventListener('alert', ({ data }) => listener.alert(JSON.parse(data) as SentAlert));
}

async function answerOf<T>(asked: Promise<Response>): Promise<T> {
  const answer = await asked;
  const value = (await answer.json()) as T & { readonly message?: string };
  if (answer.ok) return value;
  throw new Error(value.message ?? answer.statusText);
}
