import { type UploadForm, type UploadPart } from '../operations/uploads.operations.js';

/** Takes a multipart body apart; the parts stay in their order. Throws on what is no multipart body. */
export async function parseMultipart(contentType: string, body: Buffer): Promise<UploadForm> {
  const response = new Response(new Uint8Array(body), { headers: { 'content-type': contentType } });
  // Advised against for servers because it holds the whole body in memory; here that is bounded and wanted.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const form = await response.formData();
  const parts: (readonly [string, string | UploadPart])[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') parts.push([name, value]);
    else {
      const bytes = Buffer.from(await value.arrayBuffer());
      parts.push([name, { name: value.name, contentType: value.type, bytes }]);
    }
  }
  return { parts };
}
