// A synthesized stack to look into. The CDK's own check of templates is off: it takes seconds, and has a test of its own.
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { ConfigInput } from '../../lambda/config/config.ts';
import { TillwatchStack } from '../../lib/tillwatch-stack.ts';

/** An app without the CDK's own check of templates. */
export function aQuickApp(): App {
  return new App({ builtinCloudFormationValidation: false });
}

/** The template of a stack with this configuration. */
export function aStack(config: ConfigInput = {}): Template {
  return Template.fromStack(new TillwatchStack(aQuickApp(), 'tillwatch', { config }));
}

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is JSON of any shape
  readonly Properties: any;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
}

/** The resources of one type, by logical id. */
export function resources(template: Template, type: string): Record<string, Resource> {
  return template.findResources(type) as Record<string, Resource>;
}

/** The only resource of a type whose logical id begins with `prefix`. */
export function resource(template: Template, type: string, prefix = ''): [logicalId: string, resource: Resource] {
  const found = Object.entries(resources(template, type)).filter(([id]) => id.startsWith(prefix));
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} resources ${type} ${prefix}…`);
  return only;
}
