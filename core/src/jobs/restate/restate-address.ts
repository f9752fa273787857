import { urlBelow } from '../../http/url-below.js';

/** How long Restate may take over one answer, in milliseconds: when told of an address, it calls there first. */
const answerLimit = 30_000;

interface Deployment {
  readonly id: string;
  /** Absent where it is no address, such as a function of a cloud. */
  readonly uri: string | undefined;
}

/** Where Restate calls a service: told and asked by its admin API. */
export class RestateAddress {
  constructor(
    private readonly options: { readonly adminUrl: string; readonly serviceUrl: string },
    private readonly service: string,
  ) {}

  /** @throws when Restate cannot be asked */
  async isRegistered(signal: AbortSignal): Promise<boolean> {
    return this.isHere(await this.deployment(signal));
  }

  /**
   * Has Restate call here from now on. What it called elsewhere moves along, calls in hand too: they keep to the deployment
   * on which they began, so that one is given this address rather than another one made.
   * @throws when Restate cannot be reached, or not reach this address
   */
  async register(signal: AbortSignal): Promise<void> {
    const uri = this.options.serviceUrl;
    const deployment = await this.deployment(signal);
    const { adminUrl } = this.options;
    await accepted(
      `Restate at ${adminUrl} refused the address ${uri}`,
      deployment === undefined || this.isHere(deployment)
        ? this.ask('POST', '/deployments', signal, { uri, force: true })
        : this.ask('PATCH', `/deployments/${deployment.id}`, signal, { uri, overwrite: true }),
    );
  }

  private isHere(deployment: Deployment | undefined): boolean {
    return deployment?.uri === new URL(this.options.serviceUrl).href;
  }

  /** The latest that has the service. */
  private async deployment(signal: AbortSignal): Promise<Deployment | undefined> {
    const answer = await this.ask('GET', `/services/${this.service}`, signal);
    if (answer.status === 404) return undefined;
    const fault = `Restate at ${this.options.adminUrl} does not say where it calls ${this.service}`;
    const service = await accepted(fault, answer);
    const { deployment_id: id } = (await service.json()) as { deployment_id: string };
    const found = await accepted(fault, this.ask('GET', `/deployments/${id}`, signal));
    const { uri } = (await found.json()) as { uri?: string };
    return { id, uri: uri && new URL(uri).href };
  }

  private ask(
    method: string,
    path: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<Response> {
    return fetch(urlBelow(this.options.adminUrl, path), {
      method,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerLimit)]),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

const accepted = async (fault: string, answer: Response | Promise<Response>): Promise<Response> => {
  const response = await answer;
  if (response.ok) return response;
  throw new Error(`${fault}: ${response.status} ${await response.text()}`);
};
