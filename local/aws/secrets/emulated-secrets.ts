// Secrets by name, each with its present and its previous version. Kept in memory only: secrets don't belong on disk.
import { randomBytes, randomUUID } from 'node:crypto';
import { ACCOUNT_ID } from '../account.ts';
import { ServiceError } from '../service-error.ts';

export type Stage = 'AWSCURRENT' | 'AWSPREVIOUS';

export interface SecretVersion {
  readonly versionId: string;
  readonly text: string;
}

export interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly versions: Readonly<Partial<Record<Stage, SecretVersion>>>;
}

export class EmulatedSecrets {
  readonly #secrets = new Map<string, Secret>();
  readonly #region: string;

  constructor(region: string) {
    this.#region = region;
  }

  /**
   * Makes the secret, or gives it a new version: the one it had is then the previous one. Returns its ARN.
   *
   * @param arn where the deployment has to know it beforehand
   * @throws ServiceError InvalidParameterException where the name can't be one
   */
  put(name: string, text: string, arn?: string): string {
    if (!/^[\w/+=.@-]{1,512}$/.test(name)) throw new ServiceError(400, 'InvalidParameterException', 'Invalid name.');
    const known = this.#secrets.get(name);
    const previous = known?.versions.AWSCURRENT;
    const secret: Secret = {
      arn: arn ?? known?.arn ?? this.#newArn(name),
      name,
      versions: { AWSCURRENT: { versionId: randomUUID(), text }, ...(previous && { AWSPREVIOUS: previous }) },
    };
    this.#secrets.set(name, secret);
    return secret.arn;
  }

  delete(name: string): void {
    this.#secrets.delete(name);
  }

  /** @throws ServiceError ResourceNotFoundException */
  version(id: string, stage: Stage): { readonly secret: Secret; readonly version: SecretVersion } {
    const secret = [...this.#secrets.values()].find(({ arn, name }) => name === id || arn === id);
    if (!secret) throw notFound('secret.');
    const version = secret.versions[stage];
    if (!version) throw notFound(`secret value for staging label: ${stage}`);
    return { secret, version };
  }

  /** Secrets Manager puts six characters of its own behind the name. */
  #newArn(name: string): string {
    const suffix = randomBytes(3).toString('hex');
    return `arn:aws:secretsmanager:${this.#region}:${ACCOUNT_ID}:secret:${name}-${suffix}`;
  }
}

function notFound(what: string): ServiceError {
  return new ServiceError(400, 'ResourceNotFoundException', `Secrets Manager can't find the specified ${what}`);
}
