// The floor: a handler that does nothing but hold the clients and the parser that a function needs, minified like ours,
// with the SDK as it comes.
import { build } from 'esbuild';

export interface Floor {
  /** What is bundled, by package and what is used of it. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
}

const S3 = { '@aws-sdk/client-s3': ['S3Client', 'GetObjectCommand', 'PutObjectCommand'] };
const SNS = { '@aws-sdk/client-sns': ['SNSClient', 'PublishCommand'] };

export const FLOORS = {
  score: { imports: { ...S3, ...SNS, 'csv-parse/sync': ['parse'] } },
  watch: { imports: { ...S3, ...SNS, '@aws-sdk/client-sqs': ['SQSClient', 'SendMessageCommand'] } },
} as const satisfies Record<string, Floor>;

export type FlooredFunction = keyof typeof FLOORS;

/** The bundle's text. */
export async function floorBundle({ imports }: Floor): Promise<string> {
  const lines = Object.entries(imports).map(([name, used]) => `import { ${used.join(', ')} } from '${name}';`);
  const used = Object.values(imports).flat();
  const contents = [...lines, `export const handler = async (name) => ({ ${used.join(', ')} })[name];`].join('\n');
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}
