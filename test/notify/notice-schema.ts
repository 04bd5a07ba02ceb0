// The published schema of notices and a validator made from it.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const SCHEMA = JSON.parse(readFileSync(new URL('../../docs/notice.schema.json', import.meta.url), 'utf8'));

// Strict: an unknown keyword is an error. In `then` neither types nor required properties are declared again.
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
const validate = ajv.compile(SCHEMA);

/** What the schema says against `json`; empty when it's valid. */
export function noticeComplaints(json: string): string[] {
  return validate(JSON.parse(json)) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`);
}
