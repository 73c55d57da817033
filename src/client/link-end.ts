// Why there is no connection.
import type { LinkSentences } from '../i18n/link.ts';

export type LinkEnd =
  | { readonly why: keyof LinkSentences['reasons'] }
  /** Nobody vouches for the certificate; `problem` is OpenSSL's or Node's code, `fingerprint` SHA-256 with colons. */
  | { readonly why: 'distrusted'; readonly problem: string; readonly fingerprint: string }
  /** It is not the certificate that was to be believed. */
  | { readonly why: 'other-certificate'; readonly fingerprint: string };

/** How far a connection had come. */
export type LinkStage = 'connecting' | 'sealing' | 'open';

/** What an error of a socket means. */
export function endOf({ code = '' }: NodeJS.ErrnoException, stage: LinkStage): LinkEnd {
  // An alert says what is wrong, so that is TLS; anything else that OpenSSL dislikes is not.
  if (/^ERR_SSL_.*ALERT_.*(?:CERTIFICATE|UNKNOWN_CA)/.test(code)) return { why: 'certificate-refused' };
  if (/^ERR_SSL_.*(?:ALERT|UNSUPPORTED_PROTOCOL)/.test(code)) return { why: 'tls-refused' };
  if (code.startsWith('ERR_SSL_')) return { why: stage === 'open' ? 'reset' : 'no-tls' };
  switch (code) {
    case 'ECONNREFUSED':
      return { why: 'refused' };
    case 'ENOENT':
      return { why: 'no-such-socket' };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { why: 'no-such-host' };
    case 'ECONNRESET':
    case 'EPIPE':
      return { why: stage === 'sealing' ? 'not-sealed' : 'reset' };
    case 'ETIMEDOUT':
      return { why: 'timed-out' };
    default:
      // With several addresses the error stands for all of them (Happy Eyeballs); the code is that of the first.
      return { why: 'unreachable' };
  }
}

const LASTING: ReadonlySet<LinkEnd['why']> = new Set([
  'distrusted',
  'other-certificate',
  'no-tls',
  'tls-refused',
  'certificate-refused',
]);

/** Whether trying again may help, without anybody doing anything. */
export function mayPass({ why }: LinkEnd): boolean {
  return !LASTING.has(why);
}

/** In words, to stand behind a colon. */
export function reasonOf(end: LinkEnd, t: LinkSentences): string {
  switch (end.why) {
    case 'distrusted':
      return t.distrusted(certificateProblem(end.problem, t), end.fingerprint);
    case 'other-certificate':
      return t.otherCertificate(end.fingerprint);
    default:
      return t.reasons[end.why];
  }
}

function certificateProblem(code: string, t: LinkSentences): string {
  switch (code) {
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return t.certificate.selfSigned;
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return t.certificate.unknownAuthority;
    case 'CERT_HAS_EXPIRED':
      return t.certificate.expired;
    case 'CERT_NOT_YET_VALID':
      return t.certificate.notYetValid;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return t.certificate.otherName;
    default:
      return t.certificate.other(code);
  }
}
