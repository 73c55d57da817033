// Registered names: who owns one keeps it.
import { fingerprintIn } from '../certificates.ts';
import type { PresenceCommand } from '../command.ts';
import { fold } from '../names.ts';
import { type BanRefusal, banOfAccount } from '../sanctions.ts';
import type { Step } from '../step.ts';
import { type Account, isLoggedInTo, type User } from '../user.ts';
import { speaks } from '../views.ts';
import { faceOf, giveName, guestName, remove } from './presence.ts';
import { giveRoles } from './room-registration.ts';
import { attach, stayIfWanted } from './sessions.ts';

type Of<K extends PresenceCommand['kind']> = Extract<PresenceCommand, { kind: K }>;

export function register(step: Step, user: User, command: Of<'register'>): void {
  const { state } = step;
  const refusal = state.registerRefusal(user, command.account);
  if (refusal !== null) return step.refuse(refusal);
  // Whoever registered it could not log in.
  if (banOfAccount(state.house.sanctions.values(), command.account, step.at) !== null) {
    return step.refuse({ why: 'name-banned', account: command.account });
  }
  const { name } = user.person;
  state.accounts.set(fold(name), {
    name,
    registeredAt: step.at,
    passwordBy: step.id,
    certificates: new Set(),
    stays: false,
  });
  step.happened('registered', user.person, [user.id], { account: name });
  setAccount(step, user, name);
}

export function login(step: Step, user: User, command: Of<'login'>): void {
  if (user.person.account === command.account) return;
  const ban = banOfAccount(step.state.house.sanctions.values(), command.account, step.at);
  if (ban !== null && !speaks(user, 'console')) return turnOut(step, user, ban);
  const owner = step.state.ownerHere(command.account, command.account);
  const session = user.sessions.get(command.session);
  if (owner !== null && session !== undefined && user.sessions.size === 1) return attach(step, owner, session, user);
  // Who goes over to another account does not keep a name that belongs to the one before.
  step.state.setStays(user, false);
  giveUpName(step, user, command.account);
  setAccount(step, user, command.account);
  stayIfWanted(step, user);
  for (const room of user.rooms) giveRoles(step, room, user);
}

/** Whoever turns out to be somebody who is kept out goes. */
function turnOut(step: Step, user: User, { text, until }: BanRefusal): void {
  remove(step, user, { cause: 'banned', text, ...(until === null ? {} : { until }) });
}

export function logout(step: Step, user: User, _: Of<'logout'>): void {
  if (user.person.account === null) return step.refuse({ why: 'not-logged-in' });
  step.state.setStays(user, false);
  giveUpName(step, user, null);
  setAccount(step, user, null);
}

/** Whoever is logged in to it stays so: they have proved to be its owner. */
export function changePassword(step: Step, user: User, command: Of<'change-password'>): void {
  const account = step.state.accountNamed(command.account);
  // Another of the user's connections may have gone over to another account meanwhile.
  if (account === undefined || !isLoggedInTo(user, account.name)) return step.refuse({ why: 'not-logged-in' });
  account.passwordBy = step.id;
  step.happened('password-changed', user.person, [user.id], { account: account.name });
}

/** A certificate belongs to one account at most: it alone says who somebody is. */
export function certificate(step: Step, user: User, command: Of<'certificate'>): void {
  const { set } = command;
  const account = step.state.accountOf(user);
  if (account === undefined) return step.refuse({ why: 'not-logged-in' });
  const fingerprint = fingerprintIn(command.fingerprint);
  if (fingerprint === null) return step.refuse({ why: 'fingerprint-invalid' });
  const isDone = set ? addCertificate(step, account, fingerprint) : removeCertificate(step, account, fingerprint);
  if (!isDone) return;
  step.happened('certificate-changed', user.person, [user.id], { account: account.name, set, fingerprint });
}

function addCertificate(step: Step, account: Account, fingerprint: string): boolean {
  const { certificates } = step.state;
  const limit = step.limits.certificatesPerAccount;
  if (certificates.has(fingerprint)) step.refuse({ why: 'certificate-taken', fingerprint });
  else if (account.certificates.size >= limit) step.refuse({ why: 'too-many-certificates', limit });
  else {
    certificates.add(fingerprint);
    account.certificates.add(fingerprint);
    return true;
  }
  return false;
}

function removeCertificate(step: Step, account: Account, fingerprint: string): boolean {
  if (!account.certificates.delete(fingerprint)) {
    step.refuse({ why: 'no-such-certificate', fingerprint });
    return false;
  }
  step.state.certificates.delete(fingerprint);
  return true;
}

export function setAccount(step: Step, user: User, account: string | null): void {
  const before = user.person;
  const after = { ...before, account };
  if (before.account === null) step.state.markers.give(before, after, step.keepMarker);
  step.state.replacePerson(user, after);
  step.happenedTo('account-changed', user, {});
}

/** A registered name is only for who is logged in to it. */
function giveUpName(step: Step, user: User, account: string | null): void {
  const { name } = user.person;
  const refusal = step.state.nameRefusal(name, { id: user.id, face: faceOf(user), account });
  if (refusal?.why === 'name-registered') giveName(step, user, guestName(step, GUEST));
}

const GUEST = 'Guest';
