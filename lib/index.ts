// What the package exports: the construct, the stack around it, and the types of their properties.
export type { ConfigInput } from '../lambda/config/config.ts';
export type { Severity } from '../lambda/config/severity.ts';
export { TillwatchError } from '../lambda/errors.ts';
export type { Network } from './network.ts';
export type { Retention } from './retention.ts';
export { Tillwatch } from './tillwatch.ts';
export type { TillwatchProps } from './tillwatch-props.ts';
export { TillwatchStack, type TillwatchStackProps } from './tillwatch-stack.ts';
