// An emulator in a process of its own, to be killed: prints its endpoint, then serves until it dies.
import { startEmulatedAws } from '../../../local/aws/emulated-aws.ts';

const aws = await startEmulatedAws({ dataFolder: process.argv[2] ?? null });
aws.s3.createBucket('inbox', { versioned: true });
const queueUrl = aws.sqs.createQueue('events');
aws.s3.notify('inbox', { queueUrl, events: ['s3:ObjectCreated:*'] });
console.log(aws.endpoint);
