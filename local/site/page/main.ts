// The static site's script: the page, over the pipeline that runs in it.
import '../../dashboard/page/page.css';
import checkout1 from '../../../samples/checkout_1.csv';
import checkout2 from '../../../samples/checkout_2.csv';
import { startPage } from '../../dashboard/page/page.ts';
import { pageWords } from '../../dashboard/page/words.ts';
import { inBrowserSource } from './in-browser.ts';
import type { ReadyAnswers } from './ready-sql.ts';

/** Put here by build-site.ts. */
declare const SAMPLE_ANSWERS: ReadyAnswers;

const root = document.getElementById('page');
const { locale } = pageWords(navigator.languages);
const samples = { 'checkout_1.csv': checkout1, 'checkout_2.csv': checkout2 };
const source = await inBrowserSource({ samples, answers: SAMPLE_ANSWERS, locale });
if (root) startPage(root, source, { notice: (words) => words.site.notice });
