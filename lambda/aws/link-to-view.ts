// The link to an alert's page, where the stack has a view. All that it takes is loaded only then.
import type { Alert } from '../incident/incident.ts';
import type { Log } from '../log.ts';
import type { Environment } from './environment.ts';

/** The URL by its name among an alert's links. Never rejects: an alert without its link is better than none. */
export type LinkToView = (alert: Alert) => Promise<{ readonly view?: string }>;

export function linkToView(env: Environment, now: () => Date, log: Log): LinkToView {
  if (!env.VIEW_URL) return async () => ({});
  let signing: Promise<(alert: Alert) => Promise<string>> | undefined;
  return async (alert) => {
    try {
      signing ??= import('./view-links.ts').then(({ viewLinks }) => viewLinks(env, now));
      return { view: await (await signing)(alert) };
    } catch (error) {
      log('warn', 'an alert goes out without its link', { alert: alert.id, error });
      return {};
    }
  };
}
