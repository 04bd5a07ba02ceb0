// What the package exports: the construct, the stack around it, and the types of their properties.
export type { ConfigInput } from '../lambda/config/config.ts';
export type { Severity } from '../lambda/config/severity.ts';
export { TillwatchError } from '../lambda/errors.ts';
export { Tillwatch, type TillwatchProps } from './tillwatch.ts';
export { TillwatchStack, type TillwatchStackProps } from './tillwatch-stack.ts';
