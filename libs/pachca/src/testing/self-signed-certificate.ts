import { generateKeyPairSync, sign } from 'node:crypto';

/** A key and a certificate for 127.0.0.1, made anew for each run so that no private key lies in the repository. */
export function selfSignedCertificate(): { readonly key: string; readonly cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'));
  const commonName = der(
    0x31,
    sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('vestnik test'))),
  );
  const subjectAltName = der(0x04, sequence(Buffer.from('87047f000001', 'hex')));
  const toBeSigned = sequence(
    der(0xa0, Buffer.from('020102', 'hex')),
    Buffer.from('020101', 'hex'),
    ecdsaWithSha256,
    sequence(commonName),
    sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
    sequence(commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(Buffer.from('0603551d11', 'hex'), subjectAltName))),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', toBeSigned, privateKey));
  const lines = sequence(toBeSigned, ecdsaWithSha256, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);

const utcTime = (text: string): Buffer => der(0x17, Buffer.from(text));

/** One element of DER: tag, length, content. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const long = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(length < 0x80 ? [tag, length] : [tag, ...long]), content]);
}
