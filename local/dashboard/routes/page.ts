// GET /, and the two files that it names.
import { text } from '../answer.ts';
import { pageHtml } from '../page-html.ts';
import type { Route } from '../surroundings.ts';

export const page: Route = {
  method: 'GET',
  path: '/',
  answer: (_asked, { token }) => text(200, 'text/html; charset=utf-8', pageHtml(token)),
};

export const script: Route = {
  method: 'GET',
  path: '/page.js',
  answer: (_asked, { assets }) => text(200, 'text/javascript; charset=utf-8', assets.script),
};

export const style: Route = {
  method: 'GET',
  path: '/page.css',
  answer: (_asked, { assets }) => text(200, 'text/css; charset=utf-8', assets.style),
};
