// tillwatch set: one checkout's own settings, kept in its record; they win over the configuration, without a deployment.
import { type OwnSettings, parseOwnSettings } from '../../lambda/config/config.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { changedRecord, recordOf } from './change-record.ts';
import { type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';

/**
 * Changes settings of `checkout` and prints them all; without assignments it only prints. Gives the exit status.
 *
 * @param assignments `severity.outageLossSales=10`, `openingHours={"mon-sun":"8-22"}`; `holidays=` goes back to the
 *   configuration's
 * @throws TillwatchError `config-invalid` naming what is wrong; nothing is changed then
 */
export async function setSettings(
  checkout: string,
  assignments: readonly string[],
  options: DeploymentOptions,
): Promise<number> {
  const place = await deployment(options);
  if (assignments.length === 0) {
    console.log(JSON.stringify((await recordOf(place, checkout))?.settings ?? {}, null, 2));
    return EXIT.ok;
  }
  const changes = assignments.map(assignment);
  const { settings } = await changedRecord(place, checkout, (record) => ({
    ...record,
    settings: parseOwnSettings(changes.reduce(assigned, record.settings as Tree), checkout),
  }));
  console.log(JSON.stringify(settings, null, 2));
  return EXIT.ok;
}

type Tree = Readonly<Record<string, unknown>>;

interface Assignment {
  readonly path: readonly string[];
  /** Undefined takes the setting away. */
  readonly value: unknown;
}

function assignment(text: string): Assignment {
  const at = text.indexOf('=');
  if (at < 1) throw new TillwatchError('config-invalid', `"${text}" is no setting; write key=value`);
  const path = text.slice(0, at).trim().split('.');
  if (path[0] === ('timeZone' satisfies keyof OwnSettings)) {
    const why = "a file is read by its checkout's clock before the record is looked at";
    throw new TillwatchError('config-invalid', `timeZone belongs into tillwatch.config.json, under checkouts: ${why}`);
  }
  return { path, value: settingValue(text.slice(at + 1).trim()) };
}

/** JSON where it is JSON, else the text itself: `holidays=none` needs no quotes. */
function settingValue(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function assigned(settings: Tree, { path: [key = '', ...rest], value }: Assignment): Tree {
  const { [key]: before, ...others } = settings;
  const isTree = typeof before === 'object' && before !== null && !Array.isArray(before);
  const after = rest.length === 0 ? value : assigned(isTree ? (before as Tree) : {}, { path: rest, value });
  const isGone = after === undefined || (rest.length > 0 && Object.keys(after as Tree).length === 0);
  return isGone ? others : { ...others, [key]: after };
}
