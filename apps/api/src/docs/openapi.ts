import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ProblemDto } from '../problem/problem.dto.js';

const DESCRIPTION = `Bulk notifications for the Pachca messenger, person by person.

Every request but health and documents needs an API key: \`Authorization: Bearer vst_live_…\`.

- Lists: \`?limit=50&cursor=…\`, newest or first row first; \`page.next_cursor\` leads on. Unknown parameters are refused.
- Repeats: with the same \`Idempotency-Key\` a request has its effect once and is answered the same.
- Errors: \`application/problem+json\` (RFC 9457); branch on \`code\`. \`Accept-Language: ru\` for Russian sentences.
- Times: RFC 3339 in UTC with milliseconds. Durations in seconds, \`_s\`.`;

/** The OpenAPI 3.1 document of every controller. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Vestnik')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addServer('/', 'This server')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key, vst_live_…' }, 'api_key')
    .build();
  return SwaggerModule.createDocument(app, config, { extraModels: [ProblemDto] });
}

/** The document at /openapi.json and a page to read and try it at /docs; neither asks anything of other servers. Made at the first request. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Vestnik API',
    swaggerOptions: { persistAuthorization: true, validatorUrl: null, displayOperationId: true },
  });
}
