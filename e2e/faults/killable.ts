interface Service {
  readonly pid: number;
  stop(): Promise<void>;
}

type Start<S> = (onUnexpectedExit: () => void) => Promise<S>;

/** A service that can be killed and started again where it was. */
export class Killable<S extends Service> {
  private constructor(
    private readonly begin: Start<S>,
    private current: S,
    private ended: Promise<void>,
  ) {}

  static async start<S extends Service>(begin: Start<S>): Promise<Killable<S>> {
    const { service, ended } = await started(begin);
    return new Killable(begin, service, ended);
  }

  get running(): S {
    return this.current;
  }

  /** kill -9. Resolves when the process is gone. */
  async kill(): Promise<void> {
    process.kill(this.current.pid, 'SIGKILL');
    await this.ended;
  }

  async startAgain(): Promise<void> {
    const { service, ended } = await started(this.begin);
    this.current = service;
    this.ended = ended;
  }

  stop(): Promise<void> {
    return this.current.stop();
  }
}

const started = async <S extends Service>(
  begin: Start<S>,
): Promise<{ service: S; ended: Promise<void> }> => {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  return { service: await begin(resolve), ended };
};
