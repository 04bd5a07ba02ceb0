// tillwatch briefing, at a running deployment.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tellBriefing } from '../../bin/tillwatch/briefing.ts';
import { setSettings } from '../../bin/tillwatch/set.ts';
import { INBOX_BUCKET, RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import { leaveNotice } from '../../local/run-notice.ts';
import { aDay } from '../a-day.ts';
import { aRunningStack, type RunningStack } from '../a-running-stack.ts';
import { csvOf } from '../csv-of.ts';
import { temporaryFolder } from './a-command.ts';

const state = temporaryFolder();
const here = { state, format: 'text' } as const;
/** Twenty past eight in São Paulo: the handoff at eight ended the shift. */
const NOW = new Date('2026-01-17T11:20:00Z');

let stack: RunningStack;
let printed: string;
beforeEach(async () => {
  stack = await aRunningStack('2026-01-17T03:20:00Z');
  const { endpoint, region } = stack.aws;
  const { inboxQueueUrl, deadLetterQueueUrl } = stack;
  const places = { inboxBucket: INBOX_BUCKET, recordsBucket: RECORDS_BUCKET, inboxQueueUrl, deadLetterQueueUrl };
  leaveNotice(state, { pid: process.pid, endpoint, region, ...places });
  await stack.land('kiosk/2026-01-16.csv', csvOf(aDay().of('kiosk', '2026-01-16').quiet(15, 17).day));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stack.close();
});

describe('tillwatch briefing', () => {
  it('tells the shift that the last handoff ended', async () => {
    expect(await tellBriefing(here, NOW)).toBe(0);
    expect(printed).toMatch(
      /^Here is the shift from 8 a\.m\. to 8 a\.m\. on Saturday\.\n0 incidents are open, 1 was new/,
    );
    expect(printed).toMatch(
      /Priority 1, kiosk: no sales from 3 p\.m\. to 6 p\.m\. on Friday\.\nAbout \d+ sales were lost/,
    );
  });

  it('leaves out what ended before', async () => {
    await tellBriefing({ ...here, since: new Date('2026-01-17T10:00:00Z') }, NOW);
    expect(printed).toContain('It was quiet');
  });

  it('says nothing of a checkout that is retired', async () => {
    await setSettings('kiosk', ['retired=true'], here);
    await tellBriefing(here, NOW);
    expect(printed).toContain('It was quiet');
  });

  it('is what Polly takes, in the other language', async () => {
    await tellBriefing({ ...here, format: 'polly', locale: 'pt-BR' }, NOW);
    expect(JSON.parse(printed)).toMatchObject({ VoiceId: 'Camila', TextType: 'ssml', LanguageCode: 'pt-BR' });
    expect(JSON.parse(printed).Text).toContain('<s>Prioridade 1, kiosk: nenhuma venda de 15 horas até 18 horas');
  });
});
