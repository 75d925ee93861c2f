import { randomBytes, randomUUID } from 'node:crypto';

/** Permission to put one file, as `POST /uploads` hands it out. */
interface UploadGrant {
  readonly tokenId: number;
  readonly key: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly issuedAtMs: number;
}

/** A file that arrived; its bytes are not kept, only what tells whether the right ones came. */
export interface UploadedFile {
  readonly key: string;
  readonly tokenId: number;
  readonly size: number;
  readonly sha256: string;
  readonly contentType: string;
  useCount: number;
}

/** Grants by their signature and files by their key. */
export class UploadStore {
  private readonly grants = new Map<string, UploadGrant>();
  private readonly files = new Map<string, UploadedFile>();

  grant(tokenId: number, atMs: number): UploadGrant {
    const key = `attaches/files/${String(this.grants.size + 1)}/${randomUUID()}/\${filename}`;
    const date = new Date(atMs).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const signature = randomBytes(32).toString('hex');
    const grant: UploadGrant = {
      tokenId,
      key,
      issuedAtMs: atMs,
      fields: {
        'Content-Disposition': 'attachment',
        acl: 'private',
        policy: Buffer.from(JSON.stringify({ key })).toString('base64'),
        'x-amz-credential': `simulator/${date.slice(0, 8)}/ru-1/s3/aws4_request`,
        'x-amz-algorithm': 'AWS4-HMAC-SHA256',
        'x-amz-date': date,
        'x-amz-signature': signature,
        key,
      },
    };
    this.grants.set(signature, grant);
    return grant;
  }

  findGrant(signature: string): UploadGrant | undefined {
    return this.grants.get(signature);
  }

  put(file: UploadedFile): void {
    this.files.set(file.key, file);
  }

  find(key: string): UploadedFile | undefined {
    return this.files.get(key);
  }

  all(): UploadedFile[] {
    return [...this.files.values()];
  }
}
