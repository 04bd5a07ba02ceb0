// The published schema and a validator made from it.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

interface Described {
  readonly description?: string;
}

interface ObjectSchema extends Described {
  readonly required: readonly string[];
  readonly additionalProperties: boolean;
  readonly properties: Readonly<Record<string, Described>>;
}

export interface AlertSchema extends ObjectSchema {
  readonly $defs: Readonly<Record<'hour' | 'change' | 'commands' | 'reference', ObjectSchema>>;
}

export const ALERT_SCHEMA: AlertSchema = JSON.parse(
  readFileSync(new URL('../../docs/alert.schema.json', import.meta.url), 'utf8'),
);

// Strict: an unknown keyword in the schema is an error. strictTypes would have `then` and `else` repeat each type.
const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
const validate = ajv.compile(ALERT_SCHEMA);

/** What the schema says against `json`; empty when it's valid. */
export function complaints(json: string): string[] {
  return validate(JSON.parse(json)) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}
