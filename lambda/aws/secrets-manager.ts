// Secrets Manager: the text of a secret, by its name or ARN.
import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Which version of a secret: the present one, or the one before it (API reference, GetSecretValue). */
export type SecretStage = 'AWSCURRENT' | 'AWSPREVIOUS';

/** The secret's text; null where there is no such secret, no such version, or none with a text. */
export async function secretText(
  client: SecretsManagerClient,
  id: string,
  stage: SecretStage = 'AWSCURRENT',
): Promise<string | null> {
  try {
    const answer = await client.send(new GetSecretValueCommand({ SecretId: id, VersionStage: stage }));
    return answer.SecretString ?? null;
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return null;
    throw error;
  }
}
