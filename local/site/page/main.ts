// The static site's script: the page, over the pipeline that runs in it.
import '../../dashboard/page/page.css';
import checkout1 from '../../../samples/checkout_1.csv';
import checkout2 from '../../../samples/checkout_2.csv';
import { startPage } from '../../dashboard/page/page.ts';
import { pageWords } from '../../dashboard/page/words.ts';
import { inBrowserSource } from './in-browser.ts';

const root = document.getElementById('page');
const { locale } = pageWords(navigator.languages);
const samples = { 'checkout_1.csv': checkout1, 'checkout_2.csv': checkout2 };
if (root) startPage(root, await inBrowserSource({ samples, locale }), { notice: (words) => words.site.notice });
