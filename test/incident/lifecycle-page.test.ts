// docs/lifecycle.md draws the state machine; this holds the drawing and the table in the code together.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REMINDER_MINUTES } from '../../lambda/incident/reminders.ts';
import { LIFECYCLE } from '../../lambda/incident/transitions.ts';

const page = readFileSync('docs/lifecycle.md', 'utf8');

it('draws every transition that the code allows, and no other', () => {
  const drawn = [...page.matchAll(/^ {2}(\S+) --> (\w+): (\w+)$/gm)].map(([, from, to, by]) =>
    [from === '[*]' ? 'unknown' : from, by, to].join(' '),
  );
  const allowed = Object.entries(LIFECYCLE).flatMap(([from, transitions]) =>
    Object.entries(transitions).flatMap(([by, states]) => states.map((to) => [from, by, to].join(' '))),
  );
  expect(drawn.toSorted()).toEqual(allowed.toSorted());
});

it('names the minutes of the reminders', () => {
  const rows = [...page.matchAll(/^\| (\d) \| (\d+) \|/gm)].map(([, step, minutes]) => [Number(step), Number(minutes)]);
  expect(rows).toEqual(REMINDER_MINUTES.map((minutes, i) => [i + 1, minutes]));
});
