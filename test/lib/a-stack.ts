// A synthesized stack to look into. Bundling and the CDK's own check of templates are off: they take seconds, and have
// tests of their own.
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type ConfigInput, parseConfig } from '../../lambda/config/config.ts';
import { TillwatchStack } from '../../lib/tillwatch-stack.ts';

/** Context: no stack's code is bundled. */
export const WITHOUT_BUNDLING = { 'aws:cdk:bundling-stacks': [] };

/** An app that takes functions' code as it lies there. */
export function aQuickApp(): App {
  return new App({ builtinCloudFormationValidation: false, context: WITHOUT_BUNDLING });
}

/** The template of a stack with this configuration. */
export function aStack(config: ConfigInput = {}): Template {
  const stack = new TillwatchStack(aQuickApp(), 'tillwatch', {
    config: parseConfig(JSON.stringify(config)),
  });
  return Template.fromStack(stack);
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
