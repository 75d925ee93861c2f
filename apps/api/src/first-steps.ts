import { Inject, Injectable } from '@nestjs/common';
import { type FirstKey, FirstKeyService } from '#lib/access';
import { type Config, CONFIG } from '#lib/config';
import { Templates } from '#lib/content';
import { SendersService } from '#lib/senders';

/** What a new installation needs before anybody can use it: a key, the bot of PACHCA_TOKEN, texts to start from. */
@Injectable()
export class FirstSteps {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly keys: FirstKeyService,
    private readonly senders: SendersService,
    private readonly templates: Templates,
  ) {}

  /** @throws BootstrapKeyError in words for the operator */
  async run(): Promise<FirstKey> {
    // Before the key: one that was made and not shown, because this failed, would be lost.
    await this.templates.addBuiltIn();
    const key = await this.keys.ensure(this.config.bootstrapApiKey);
    const { token } = this.config.pachca;
    if (token !== null) await this.senders.ensureFromToken(token);
    return key;
  }
}
