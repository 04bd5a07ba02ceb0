// The address of an incident's page, signed. link-to-view.ts loads this file only where there is a view.

import { parseConfig } from '../config/config.ts';
import type { Alert } from '../incident/incident.ts';
import { signed } from '../view/link.ts';
import { type Environment, variable } from './environment.ts';
import { linkKeys, signingKey } from './link-keys.ts';

const DAY_S = 24 * 3600;

/**
 * The link counts from when the alert was written, not from when it is sent: the same alert has the same link at every
 * retry.
 */
export function viewLinks(env: Environment, now: () => Date): (alert: Alert) => Promise<string> {
  const url = variable(env, 'VIEW_URL').replace(/\/+$/, '');
  const { linkDays } = parseConfig(env.TILLWATCH_CONFIG ?? '', 'TILLWATCH_CONFIG').view;
  const keys = linkKeys(env, now);
  return async ({ createdAt, incident: { checkout, id } }) => {
    const expiresAt = Math.floor(Date.parse(createdAt) / 1000) + linkDays * DAY_S;
    return `${url}/${signed({ checkout, incident: id, expiresAt, nonce: '' }, 'link', await signingKey(keys))}`;
  };
}
