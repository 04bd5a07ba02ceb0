// The way of one request: whose link it is, what may be seen of the record, and, if a form was sent, the act. Read this first.
import { type CheckoutSettings, type Config, settingsFor, withOwnSettings } from '../config/config.ts';
import { TillwatchError } from '../errors.ts';
import type { Log } from '../log.ts';
import { type CheckoutRecord, parseRecord } from '../record/checkout-record.ts';
import { type CommitPorts, commit } from '../record/commit.ts';
import { recordPlace, spentFormPlace } from '../record/places.ts';
import { dayView } from '../report/day-view.ts';
import { dayReport, incidentReport, type ReportOptions } from '../report/report.ts';
import { actIn, recordAfter } from './act.ts';
import { type Claim, read, signed } from './link.ts';
import { dayActions, incidentActions, messagePage } from './page.ts';
import { type Message, type ViewWords, viewWords } from './view-words.ts';

export interface ViewRequest {
  readonly method: string;
  /** As it was asked for, from its first slash. */
  readonly path: string;
  /** `https://…`, without a slash at the end: where the page is. */
  readonly ownOrigins: readonly string[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface ViewResponse {
  readonly status: number;
  /** A page; empty with `location`. */
  readonly html: string;
  /** Where to go on after an act. */
  readonly location?: string;
}

export interface ViewPorts extends CommitPorts {
  readonly config: Config;
  /** The key that signs, and the one before it if there is one. */
  readonly keys: () => Promise<readonly string[]>;
  readonly newNonce: () => string;
  readonly now: () => Date;
  readonly log: Log;
}

/** A form has to be sent within this time from when its page was opened. */
const FORM_MINUTES = 60;

/** A name, a reason and a signature, whatever a browser makes of them. */
const LONGEST_FORM = 8_192;

/** What a valid link leads to. */
interface Page {
  readonly claim: Claim;
  /** Of the incident's page. */
  readonly path: string;
  readonly keys: readonly string[];
  readonly record: CheckoutRecord;
  readonly settings: CheckoutSettings;
}

/**
 * A link's page, the page of its day, or the act of its form.
 *
 * A GET only shows: scanners of e-mails follow links. A form counts when it comes from the page itself, signed for this
 * incident and not sent before; the mark that it was sent comes first, so that nothing is ever done twice.
 */
export async function viewed(request: ViewRequest, ports: ViewPorts): Promise<ViewResponse> {
  const [, token = '', part = '', ...others] = request.path.split('/');
  const isPage = others.length === 0 && (part === '' || part === 'day');
  const keys = await ports.keys();
  const link = isPage ? read(token, 'link', keys, ports.now()) : ({ kind: 'wrong' } as const);
  if (link.kind === 'wrong') return plain(404, (words) => words.wrongLink, ports);
  if (link.kind === 'expired') return plain(410, (words) => words.expiredLink, ports);
  const page = await pageOf(link.claim, `/${token}`, keys, ports);
  if (page === null) return plain(404, (words) => words.goneIncident, ports);
  if (request.method === 'POST' && part === '') return acted(request, page, ports);
  if (request.method !== 'GET' && request.method !== 'HEAD') return on(page, 405, (words) => words.wrongForm);
  return part === 'day' ? shownDay(page, ports) : shownIncident(page, ports);
}

/** Null where the incident is not on record. Reads one record, the one of the claim's checkout. */
async function pageOf(
  claim: Claim,
  path: string,
  keys: readonly string[],
  { records, config }: ViewPorts,
): Promise<Page | null> {
  const place = recordPlace(claim.checkout);
  const stored = await records.get(place);
  const record = stored ? parseRecord(stored.text, place) : null;
  if (!record?.incidents.some(({ id, checkout }) => id === claim.incident && checkout === claim.checkout)) return null;
  const settings = withOwnSettings(settingsFor(config, claim.checkout), record.settings);
  return { claim, path, keys, record, settings };
}

function shownIncident(page: Page, { now, newNonce }: ViewPorts): ViewResponse {
  const { claim, path, keys, record, settings } = page;
  const { locale } = settings;
  const incident = record.incidents.find(({ id }) => id === claim.incident);
  if (!incident) return on(page, 404, (words) => words.goneIncident);
  const expiresAt = Math.floor(now().getTime() / 1000) + FORM_MINUTES * 60;
  const token = signed({ ...claim, expiresAt, nonce: newNonce() }, 'form', keys[0] ?? '');
  const actions = incidentActions(incident, { path, token }, { now: now(), locale });
  const options: ReportOptions = { format: 'html', locale, now: now(), actions };
  return { status: 200, html: incidentReport(record, claim.incident, settings, options) };
}

function shownDay(page: Page, { now }: ViewPorts): ViewResponse {
  const { claim, path, record, settings } = page;
  const { locale } = settings;
  const date = record.incidents.find(({ id }) => id === claim.incident)?.date ?? '';
  const view = dayView(record, date, settings);
  if (view === null) return on(page, 404, (words) => words.goneDay);
  const actions = dayActions(path, viewWords(locale));
  return { status: 200, html: dayReport(view, { format: 'html', locale, now: now(), actions }) };
}

async function acted(request: ViewRequest, page: Page, ports: ViewPorts): Promise<ViewResponse> {
  const { claim, path, keys, settings } = page;
  const { now, log, records } = ports;
  const form = isFromOwnPage(request) && isForm(request) ? new URLSearchParams(request.body) : new URLSearchParams();
  const proof = read(form.get('form') ?? '', 'form', keys, now());
  if (proof.kind !== 'valid' || !isSame(proof.claim, claim)) return on(page, 403, (words) => words.wrongForm);
  const act = actIn(form);
  if (act === null) return on(page, 400, (words) => words.incompleteForm);
  const { nonce } = proof.claim;
  const mark = await records.put(spentFormPlace(nonce), JSON.stringify({ at: now() }), { when: 'absent' });
  if (mark.outcome === 'conflict') return on(page, 409, (words) => words.usedForm);
  try {
    const details = { now: now(), timeZone: settings.timeZone, silenceId: `s-${nonce.slice(0, 8)}` };
    const change = (record: CheckoutRecord) => ({
      record: recordAfter(record, claim.incident, act, details),
      result: null,
    });
    await commit(claim.checkout, change, ports);
  } catch (error) {
    if (!(error instanceof TillwatchError) || !REFUSALS.includes(error.code)) throw error;
    return on(page, 409, (words) => ({ title: words.refused, text: error.message }));
  }
  log('info', 'acted by a link', { incident: claim.incident, act: act.kind, by: act.by });
  return { status: 303, html: '', location: path };
}

/** What somebody else did, or time, stands against it. */
const REFUSALS = ['incident-ended', 'incident-acknowledged', 'incident-unknown'];

/**
 * Browsers say where a form comes from by `Sec-Fetch-Site` (W3C, Fetch Metadata Request Headers), older ones by `Origin`
 * alone (RFC 6454). One that says neither is none.
 */
function isFromOwnPage({ headers, ownOrigins }: ViewRequest): boolean {
  const origin = headers.origin;
  const site = headers['sec-fetch-site'];
  if (origin !== undefined && !ownOrigins.includes(origin)) return false;
  return site === undefined ? origin !== undefined : site === 'same-origin';
}

function isForm({ headers, body }: ViewRequest): boolean {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  return type === 'application/x-www-form-urlencoded' && body.length <= LONGEST_FORM;
}

function isSame(form: Claim, link: Claim): boolean {
  return form.checkout === link.checkout && form.incident === link.incident;
}

function on(
  { path, settings: { locale } }: Page,
  status: number,
  message: (words: ViewWords) => Message,
): ViewResponse {
  const words = viewWords(locale);
  return { status, html: messagePage(message(words), locale, path, words) };
}

/** Where it isn't known whose page it is: in the deployment's language. */
export function plain(
  status: number,
  message: (words: ViewWords) => Message,
  { config: { locale } }: Pick<ViewPorts, 'config'>,
): ViewResponse {
  const words = viewWords(locale);
  return { status, html: messagePage(message(words), locale, null, words) };
}
