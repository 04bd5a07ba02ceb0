// cdk-nag's rules on every deployment that a check looks at. Findings that are meant to be so are acknowledged in lib/.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TillwatchStack } from '../../lib/tillwatch-stack.ts';
import { CONFIGURATIONS } from './configurations.ts';

interface Finding {
  readonly ruleName: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
}

interface Acknowledged extends Finding {
  readonly acknowledgedId: string;
  readonly acknowledgedAt: string;
  readonly reason: string;
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly Finding[];
    readonly suppressedViolations?: readonly Acknowledged[];
  }[];
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillwatch-nag-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the packs say of an app that `build` fills. The report is printed as well where something is found. */
function reportOf(name: string, build: (app: App) => void): Report {
  const outdir = join(folder, name.replaceAll(/\W/g, '-'));
  const app = new App({ outdir, builtinCloudFormationValidation: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  build(app);
  const printed = vi.spyOn(console, 'error').mockReturnValue();
  const { exitCode } = process;
  try {
    app.synth();
  } catch (error) {
    if ((error as Error).name !== 'ValidationFailed') throw error;
  } finally {
    // The CDK sets it where something is found.
    process.exitCode = exitCode;
    printed.mockRestore();
  }
  return JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
}

const isOfTillwatch = (path: string) => path.startsWith('tillwatch/');

/** One line for each finding about what tillwatch makes; what a platform team makes is theirs. */
function findings({ pluginReports }: Report): readonly string[] {
  return pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs
        .map(({ constructPath }) => constructPath)
        .filter(isOfTillwatch)
        .map((path) => `${ruleName} at ${path}`),
    ),
  );
}

const acknowledged = ({ pluginReports }: Report) =>
  pluginReports.flatMap(({ suppressedViolations = [] }) => suppressedViolations);

describe.each(CONFIGURATIONS)('a deployment $name', ({ name, properties }) => {
  let stack: TillwatchStack;
  let report: Report;
  beforeAll(() => {
    report = reportOf(name, (app) => {
      stack = new TillwatchStack(app, 'tillwatch', properties(app));
    });
  });

  it('is looked at by both packs', () => {
    expect(report.pluginReports.map(({ pluginName }) => pluginName)).toEqual(['AwsSolutions', 'Serverless']);
  });

  it('has no finding that is not acknowledged', () => {
    expect(findings(report)).toEqual([]);
  });

  it('has a reason for each finding that is', () => {
    for (const { reason } of acknowledged(report)) expect(reason.split(' ').length).toBeGreaterThan(5);
  });

  it('acknowledges nothing that is not found', () => {
    const found = new Set(acknowledged(report).map((one) => `${one.acknowledgedId} at ${one.acknowledgedAt}`));
    const said = stack.node.findAll().flatMap((construct) =>
      construct.node.metadata
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .flatMap(({ data }) => Object.keys(data))
        .filter((id) => /^(AwsSolutions|Serverless)::/.test(id))
        .map((id) => `${id} at ${construct.node.path}`),
    );
    expect(said.filter((one) => !found.has(one))).toEqual([]);
  });
});

it('finds what nobody acknowledged', () => {
  const report = reportOf('careless', (app) => {
    new Queue(new Stack(app, 'tillwatch'), 'Queue');
  });
  expect(findings(report)).toContain('AwsSolutions-SQS4 at tillwatch/Queue/Resource');
});
