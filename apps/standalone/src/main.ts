import { loadConfig, processEnvironment } from '#lib/config';
import { startProduct } from './product.js';
import { runCommand, signalled, stopSignal } from './run-until-signal.js';

/** `npm start`: everything on one machine. Settings come from the environment; the README has their table. */
runCommand(async () => {
  const env = processEnvironment();
  const config = loadConfig(env);
  const stopping = stopSignal();
  const product = await startProduct({ config, env, stopping });
  process.stdout.write(`Vestnik is ready: ${product.url} (API documentation: ${product.url}/docs)\n`);
  if (product.database.folder !== null) process.stdout.write(`Its data is in ${product.database.folder}\n`);
  const ending = await Promise.race([signalled(stopping), product.failed]);
  if (ending !== 'signal') process.stderr.write(`Vestnik ends: ${ending}\n`);
  await product.stop();
  return ending === 'signal' ? 0 : 1;
});
