// Who watches for which names, for IRCv3 monitor.
import type { UserId } from './command.ts';
import { fold } from './names.ts';
import type { User } from './user.ts';

export class Watchers {
  readonly #byName = new Map<string, Set<UserId>>();

  add(watcher: User, name: string): void {
    const key = fold(name);
    watcher.monitored.set(key, name);
    const watchers = this.#byName.get(key) ?? new Set();
    watchers.add(watcher.id);
    this.#byName.set(key, watchers);
  }

  remove(watcher: User, name: string): void {
    const key = fold(name);
    watcher.monitored.delete(key);
    const watchers = this.#byName.get(key);
    watchers?.delete(watcher.id);
    if (watchers?.size === 0) this.#byName.delete(key);
  }

  forget(watcher: User): void {
    for (const name of [...watcher.monitored.keys()]) this.remove(watcher, name);
  }

  of(name: string): readonly UserId[] {
    return this.#byName.size === 0 ? [] : [...(this.#byName.get(fold(name)) ?? [])];
  }
}
