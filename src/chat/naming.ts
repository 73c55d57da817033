// Who may be called what, and register it.
import type { Refusal } from './event.ts';
import { canonical, fold, userNameFlaw } from './names.ts';
import type { State } from './state.ts';
import { type Asker, speaks, type UserView } from './views.ts';

export interface NameRules {
  /** Characters. */
  readonly nameLength: number;
  readonly mostAccounts: number;
  /** Under `fold`; only for who sits at a console. */
  readonly operatorNames: ReadonlySet<string>;
}

/** Why somebody cannot be called so; null: it can. */
export function nameRefusal(state: State, rules: NameRules, wanted: string, asker: Asker): Refusal | null {
  const name = canonical(wanted);
  const flaw = userNameFlaw(name, rules.nameLength);
  if (flaw !== null) return { why: 'name-invalid', name: wanted, flaw };
  const owner = state.userNamed(name);
  const account = state.accountNamed(name);
  if (owner !== undefined && owner.id !== asker.id) {
    // Whoever proves to be the same comes in as another session.
    const isOwners = account !== undefined && state.ownerHere(account.name, name) === owner;
    const mayProve = isOwners && asker.account === null && !state.users.has(asker.id);
    return { why: mayProve ? 'name-registered' : 'name-taken', name };
  }
  if (asker.face === 'console') return null;
  if (account !== undefined && (asker.account === null || fold(asker.account) !== fold(account.name))) {
    return { why: 'name-registered', name };
  }
  // It is kept for the operator, who may not be here.
  if (!rules.operatorNames.has(fold(name))) return null;
  return { why: 'name-invalid', name: wanted, flaw: { kind: 'reserved' } };
}

/** Why that cannot be registered as the account of who is here; null: it can. */
export function registerRefusal(state: State, rules: NameRules, user: UserView, account: string): Refusal | null {
  const { name, account: own } = user.person;
  if (own !== null) return { why: 'already-logged-in', account: own };
  if (state.accountNamed(account) !== undefined) return { why: 'account-exists', account };
  // An address is given, not chosen, and cannot be a name: the next guest under it is somebody else.
  const asker: Asker = { id: user.id, face: speaks(user, 'console') ? 'console' : 'irc', account: own };
  const isOwn = fold(account) === fold(name) && nameRefusal(state, rules, name, asker) === null;
  if (!isOwn) return { why: 'account-not-own-name', account, name };
  return state.accounts.size < rules.mostAccounts ? null : { why: 'too-many-accounts' };
}
