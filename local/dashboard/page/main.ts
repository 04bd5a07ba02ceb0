// The local dashboard's script: the page, over the server that handed it out.
import './page.css';
import { startPage } from './page.ts';
import { servedSource } from './served.ts';

const root = document.getElementById('page');
if (root) startPage(root, servedSource());
