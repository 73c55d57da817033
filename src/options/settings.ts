// From what was given to the settings.
import type { Mode } from '../chat/command.ts';
import { userNameFlaw } from '../chat/names.ts';
import { type Lang, languageFrom } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { serveSentences } from '../i18n/serve.ts';
import { LIMITS, limitsWith } from '../limits.ts';
import { type Origins, originsIn } from '../port/origins.ts';
import { entrancesOf, list } from './entrances.ts';
import { OptionError, readTextFile } from './mistake.ts';
import type { Given } from './read.ts';
import { OPTIONS, type OptionName, type Settings } from './table.ts';

/**
 * The settings that what was given asks for.
 * @throws OptionError for what does not fit together
 */
export function settingsOf(given: Given, environment: Readonly<Record<string, string | undefined>>): Settings {
  const text = (name: OptionName): string | null => {
    const option = OPTIONS[name];
    const value = given.get(name) ?? ('value' in option ? option.value : null);
    return typeof value === 'string' ? value : null;
  };
  const number = (name: OptionName): number => {
    const option = OPTIONS[name];
    return Number(given.get(name) ?? (option.kind === 'number' ? option.value : null) ?? 0);
  };
  const lang = (text('lang') as Lang | null) ?? languageFrom(environment);
  const t = serveSentences[lang];
  const mode = text('mode') as Mode;
  const motd = text('motd');
  const set: Record<string, number> = {};
  for (const { key, option } of LIMITS) {
    const value = given.get(option);
    if (typeof value === 'number') set[key] = value;
  }
  const limits = limitsWith(set);
  const operatorName = text('operator-name') ?? (lang === 'zh-CN' ? '掌柜' : 'host');
  const flaw = userNameFlaw(operatorName, limits.nameLength);
  if (flaw !== null) {
    const why = refusalSentence({ why: 'name-invalid', name: operatorName, flaw }, lang);
    throw new OptionError(`--operator-name: ${why}`);
  }
  const certificates = certificatesOf(given, lang);
  const stsDays = number('sts-days');
  // A client that has believed it never comes back without TLS, and refuses a certificate that nobody has signed.
  if (stsDays > 0 && (certificates === 'self-signed' || certificates.length === 0))
    throw new OptionError(t.stsNeedsCertificate);
  return {
    entrances: entrancesOf(
      given,
      certificates !== 'self-signed' && certificates.length === 0 ? 'without-tls' : 'with-tls',
      lang,
    ),
    data: text('data') ?? '',
    durability: text('durability') as Settings['durability'],
    certificates,
    stsDays,
    origins: originsOf(list(text('origins')), lang),
    mode,
    insisted: insistedOn(given),
    names: (text('names') as Settings['names'] | null) ?? (mode === 'hub' ? 'ask' : 'address'),
    framing: text('framing') as Settings['framing'],
    lang,
    name: text('name') ?? '',
    motd: motd === null ? [] : readTextFile(motd, lang).trimEnd().split(/\r?\n/),
    quitWords: new Set(list(text('quit-words')).map((word) => word.toLowerCase())),
    echoTime: given.get('echo-time') === true,
    replay: number('replay'),
    operatorName,
    operatorPassword: text('operator-password'),
    password: text('password'),
    webircPassword: text('webirc-password'),
    gateways: new Set(list(text('gateways'))),
    qr: given.get('qr') === true,
    announce: given.get('announce') === true,
    log: text('log') as Settings['log'],
    limits,
  };
}

/** Settings of the house that an option gives. */
function insistedOn(given: Given): Settings['insisted'] {
  const options = { mode: 'mode', limit: 'max-clients' } as const;
  return (['mode', 'limit'] as const).filter((setting) => given.has(options[setting]));
}

/** The files of a certificate and of its key belong together in the order in which they were given. */
function certificatesOf(given: Given, lang: Lang): Settings['certificates'] {
  const t = serveSentences[lang];
  const [certs, keys] = [namesOf(given.get('tls-cert')), namesOf(given.get('tls-key'))];
  if (certs.length !== keys.length) throw new OptionError(t.certNeedsKey);
  const isSelfSigned = given.get('tls-self-signed') === true;
  if (isSelfSigned && certs.length > 0) throw new OptionError(t.notTogether('--tls-self-signed', '--tls-cert'));
  return isSelfSigned ? 'self-signed' : certs.map((cert, at) => ({ cert, key: keys[at] ?? '' }));
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function originsOf(written: readonly string[], lang: Lang): Origins {
  const origins = originsIn(written);
  if ('wrong' in origins) throw new OptionError(serveSentences[lang].notAnOrigin(origins.wrong));
  return origins;
}
