export default async function globalTeardown() {
  await globalThis.vestnikTestServer.remove();
}
