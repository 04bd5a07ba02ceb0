// The view in the template: a function behind a URL, its key, and nothing of either where nobody asks for it.
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { aStack, resource, resources } from './a-stack.ts';
import { readable } from './readable.ts';

let template: Template;
beforeAll(() => {
  template = aStack({ view: { enabled: true } });
});

const FUNCTION = 'AWS::Lambda::Function';
const variables = (name: string, of = template) => resource(of, FUNCTION, name)[1].Properties.Environment.Variables;
const key = () => resource(template, 'AWS::SecretsManager::Secret')[0];

it('is off by default: no function, no URL, no secret, and alerts without links', () => {
  const bare = aStack();
  expect(Object.keys(resources(bare, FUNCTION)).filter((id) => id.startsWith('View'))).toEqual([]);
  bare.resourceCountIs('AWS::Lambda::Url', 0);
  bare.resourceCountIs('AWS::SecretsManager::Secret', 0);
  for (const name of ['Score', 'Watch']) expect(Object.keys(variables(name, bare)).join()).not.toContain('VIEW');
});

describe('the view', () => {
  it('has a key that the stack makes up, and nobody else knows', () => {
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    });
    expect(JSON.stringify(template.toJSON())).not.toContain('resolve:secretsmanager');
  });

  it('is reached by a URL without credentials: links are let in by their signature', () => {
    template.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'NONE' });
    const permissions = Object.values(resources(template, 'AWS::Lambda::Permission')).map(
      ({ Properties }) => Properties,
    );
    for (const { FunctionName, FunctionUrlAuthType, InvokedViaFunctionUrl } of permissions) {
      expect(FunctionName['Fn::GetAtt'][0]).toMatch(/^View/);
      // Everybody may call it, but only through the URL.
      expect(FunctionUrlAuthType === 'NONE' || InvokedViaFunctionUrl === true).toBe(true);
    }
  });

  it('is named by the outputs, and by what the functions that alert are told', () => {
    const url = { 'Fn::GetAtt': [resource(template, 'AWS::Lambda::Url')[0], 'FunctionUrl'] };
    expect(template.findOutputs('ViewUrl')).toMatchObject({ ViewUrl: { Value: url } });
    for (const name of ['Score', 'Watch']) {
      expect(variables(name)).toMatchObject({ VIEW_URL: url, VIEW_KEY_SECRET: { Ref: key() } });
    }
  });

  it('can have an address of your own in front, which links then begin with', () => {
    const own = aStack({ view: { enabled: true, url: 'https://till.example.com' } });
    expect(variables('Score', own).VIEW_URL).toBe('https://till.example.com');
    expect(variables('View', own).TILLWATCH_CONFIG).toContain('https://till.example.com');
  });

  it('may do exactly this', () => {
    expect(permissions('View')).toEqual([
      'logs:CreateLogStream on ViewLogs',
      'logs:PutLogEvents on ViewLogs',
      's3:GetObject on RecordsBucket/checkouts/*',
      's3:ListBucket on RecordsBucket',
      's3:PutObject on RecordsBucket/checkouts/*',
      's3:PutObject on RecordsBucket/quarantine/records/*',
      's3:PutObject on RecordsBucket/view/spent/*',
      'secretsmanager:GetSecretValue on ViewKey',
    ]);
  });

  it('has the functions that alert read its key, and nothing more than before', () => {
    const bare = aStack();
    for (const name of ['Score', 'Watch']) {
      const before = new Set(permissions(name, bare));
      expect(permissions(name).filter((each) => !before.has(each))).toEqual([
        'secretsmanager:GetSecretValue on ViewKey',
      ]);
    }
  });
});

function permissions(name: string, of = template): string[] {
  const role = resource(of, FUNCTION, name)[1].Properties.Role['Fn::GetAtt'][0];
  const statements = Object.values(resources(of, 'AWS::IAM::Policy'))
    .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  return readable(statements);
}
