// Files: a place to drop them, and what became of each.
import type { FileOnPage, Overview } from '../overview.ts';
import { h, show } from './element.ts';
import { moment } from './moments.ts';
import type { Source } from './source.ts';
import type { PageWords } from './words.ts';

/** What the page knows of the files that were handed in from it. */
export interface HandedIn {
  readonly key: string;
  /** Its latest handling before it was handed in; undefined where there was none. */
  readonly before: string | undefined;
}

export interface FilePanel {
  readonly element: HTMLElement;
  update(overview: Overview): void;
}

const FILES_SHOWN = 15;

export function filePanel(source: Source, words: PageWords): FilePanel {
  const say = words.files;
  let latest: Overview | null = null;
  let waiting: readonly HandedIn[] = [];
  const told = h('div', { role: 'status', class: 'verdict-of-files' });
  const list = h('ul', { class: 'cards' });
  const input = h('input', {
    type: 'file',
    id: 'file',
    class: 'unseen',
    accept: '.csv,.gz,.txt,text/csv',
    multiple: true,
    change: () => void handIn([...(input.files ?? [])]),
  });
  const zone = h(
    'div',
    { class: 'drop' },
    h('p', {}, say.drop),
    input,
    h('label', { for: 'file', class: 'button' }, say.choose),
  );

  const handIn = async (files: readonly File[]) => {
    for (const file of files) {
      try {
        const before = latest?.files.find(({ key }) => key === file.name)?.processedAt;
        show(told, h('p', {}, `${file.name} ${say.waiting}`));
        const key = await source.upload(file);
        waiting = [...waiting, { key, before }];
      } catch (error) {
        show(told, h('p', { class: 'warning' }, `${file.name}: ${(error as Error).message}`));
      }
    }
    input.value = '';
    if (latest) update(latest);
  };

  const update = (overview: Overview) => {
    latest = overview;
    const done = overview.files.filter((file) =>
      waiting.some(({ key, before }) => key === file.key && before !== file.processedAt),
    );
    if (done.length > 0) show(told, ...done.map((file) => verdict(file, words)));
    waiting = waiting.filter(({ key }) => !done.some((file) => file.key === key));
    const { files, timeZone } = overview;
    show(list, ...files.slice(0, FILES_SHOWN).map((file) => fileCard(file, timeZone, words)));
    if (files.length === 0) show(list, h('li', { class: 'quiet' }, say.none));
  };

  acceptDrops(zone, (files) => void handIn(files));
  return { element: h('section', { class: 'files' }, h('h2', {}, say.heading), zone, told, list), update };
}

/** The whole page takes drops, so that a file that misses the zone isn't opened instead of the page. */
function acceptDrops(zone: HTMLElement, onFiles: (files: readonly File[]) => void): void {
  const mark = (isOver: boolean) => zone.classList.toggle('over', isOver);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    mark(true);
  });
  document.addEventListener('dragleave', (event) => event.relatedTarget === null && mark(false));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    mark(false);
    onFiles([...(event.dataTransfer?.files ?? [])]);
  });
}

function verdict(file: FileOnPage, words: PageWords): HTMLElement {
  const isRefused = file.outcome === 'quarantine' || file.outcome === 'ignore';
  return h(
    'p',
    { class: isRefused ? 'warning' : '' },
    `${file.key}: ${words.files.outcomes[file.outcome]}. ${file.reason?.message ?? ''}`,
  );
}

function fileCard(file: FileOnPage, timeZone: string, words: PageWords): HTMLElement {
  const { key, landedAt, outcome, reason, days, warnings } = file;
  const known = days.filter(({ date }) => date !== null).map(({ checkout, date }) => `${checkout} ${date}`);
  return h(
    'li',
    { class: `card ${outcome}` },
    h('p', {}, h('strong', {}, key), ` ${words.files.outcomes[outcome]}`),
    h('p', { class: 'quiet' }, [moment(landedAt, timeZone, words), ...known].join(' · ')),
    reason !== null && h('p', {}, reason.message),
    ...(outcome === 'quarantine' ? [] : warnings.map((warning) => h('p', { class: 'quiet' }, warning.message))),
  );
}
