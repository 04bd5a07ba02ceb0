// A deployment that checks look at, synthesized with its assets and run by the interpreter.
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TillwatchStack } from '../../../lib/tillwatch-stack.ts';
import type { Configuration } from '../configurations.ts';
import type { TemplateJson } from './deployed-values.ts';
import { type InterpretedStack, interpretedStack } from './interpreted-stack.ts';

export interface Assembly {
  readonly template: TemplateJson;
  readonly others: Readonly<Record<string, TemplateJson>>;
  readonly folder: string;
}

const assemblies = new Map<Configuration, Assembly>();

/** The templates of a configuration, and where its bundles lie; made once for each test file. */
export function assemblyOf(configuration: Configuration): Assembly {
  const known = assemblies.get(configuration);
  if (known) return known;
  const app = new App({ builtinCloudFormationValidation: false });
  const stack = new TillwatchStack(app, 'tillwatch', configuration.properties(app));
  const template = Template.fromStack(stack).toJSON() as TemplateJson;
  const others = Object.fromEntries(
    app
      .synth()
      .stacks.filter(({ stackName }) => stackName !== 'tillwatch')
      .map((other) => [other.stackName, other.template as TemplateJson]),
  );
  const assembly = { template, others, folder: app.outdir };
  assemblies.set(configuration, assembly);
  return assembly;
}

/** A configuration's stack, running; `change` may break a copy of the template before. */
export function interpreted(
  configuration: Configuration,
  startsAt: string,
  change: (template: TemplateJson) => void = () => {},
): Promise<InterpretedStack> {
  const { template, others, folder } = assemblyOf(configuration);
  const copy = structuredClone(template);
  change(copy);
  return interpretedStack({
    template: copy,
    others,
    assembly: folder,
    startsAt,
    foreignBuckets: configuration.foreignBuckets ?? [],
    secrets: configuration.secrets ?? {},
  });
}
