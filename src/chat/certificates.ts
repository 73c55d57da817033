// Certificates that prove who somebody is, by their fingerprints.

const SHA_256 = /^[0-9a-f]{2}(:?[0-9a-f]{2}){31}$/i;

/**
 * The SHA-256 fingerprint of a certificate as it is kept and compared: 64 lower-case hexadecimal digits. It may be written
 * in capitals and with colons between its bytes, as openssl does. Null: it is none.
 */
export function fingerprintIn(written: string): string | null {
  return SHA_256.test(written) ? written.replaceAll(':', '').toLowerCase() : null;
}
