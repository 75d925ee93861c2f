// Makes the typed client's types of the OpenAPI document on standard input, or, with --check, says whether they are of it.
// `npm run client:generate` runs it after every change of the API.
import { readFileSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const file = fileURLToPath(new URL('../libs/client/src/openapi.ts', import.meta.url));
const KEY = 'Idempotency-Key';
const document = JSON.parse(await text(process.stdin));

const HEAD = `/**
 * The API as types, generated from its OpenAPI document by \`npm run client:generate\`. Not edited by hand.
 */
`;

// An answer with a default is not thereby a body that must say it.
const types = await openapiTypescript(lean(document), { immutable: true, defaultNonNullable: false });
const made = HEAD + astToString(types) + keyedOperations() + uploadLimit();

if (!process.argv.includes('--check')) {
  writeFileSync(file, made);
} else if (readFileSync(file, 'utf8') !== made) {
  process.stderr.write(
    'libs/client/src/openapi.ts is not of this API any more: run `npm run client:generate` and commit it.\n',
  );
  process.exit(1);
}

/**
 * Without examples, with one form for every refusal (all are Problem, which the client throws), and with no key that
 * must be given: the client makes one.
 */
function lean(part, within = '') {
  if (part === null || typeof part !== 'object') return part;
  if (Array.isArray(part)) return part.map((each) => lean(each));
  const members = Object.entries(part).filter(
    ([name]) =>
      (within === 'properties' || (name !== 'example' && name !== 'examples')) &&
      (within !== 'responses' || name.startsWith('2')),
  );
  const kept = Object.fromEntries(members.map(([name, value]) => [name, lean(value, name)]));
  return kept.name === KEY && kept.in === 'header' ? { ...kept, required: false } : kept;
}

/** Which requests take an Idempotency-Key: types are gone when the client runs, and it must know. */
function keyedOperations() {
  const names = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { parameters = [] }]) => parameters.some(({ name }) => name === KEY))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  const lines = names.sort().map((name) => `  ${JSON.stringify(name)},\n`);
  return `\n/** Method and path of every request that takes an \`Idempotency-Key\`. */\nexport const KEYED_OPERATIONS: ReadonlySet<string> = new Set([\n${lines.join('')}]);\n`;
}

/** How large a file may be: the same file must not be sent to be refused. */
function uploadLimit() {
  const { schema } = document.paths['/v1/files'].post.requestBody.content['multipart/form-data'];
  return `\n/** Bytes of a file that \`POST /v1/files\` takes. */\nexport const MAX_UPLOAD_BYTES = ${schema.properties.file.maxLength};\n`;
}
