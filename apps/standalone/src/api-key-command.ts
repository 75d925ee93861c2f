import { newApiKeyText } from '#lib/access';
import { systemRandom } from '#lib/kernel';

/** `npm run --silent new-api-key`: a key for VESTNIK_BOOTSTRAP_API_KEY. It opens nothing until a server is given it. */
process.stdout.write(`${newApiKeyText(systemRandom).text}\n`);
