// Who may come in, before anything is known but the address.
import { networkOf } from '../chat/address.ts';
import type { Peer } from '../chat/command.ts';
import type { TurnedAway } from '../chat/event.ts';
import { banAtTheDoor } from '../chat/sanctions.ts';
import type { ChatView } from '../chat/views.ts';

/** Counts who is connected. */
export class Door {
  readonly #chat: ChatView;
  readonly #perAddress: number;
  /** By network. */
  readonly #inside = new Map<string, number>();
  #count = 0;

  constructor(chat: ChatView, perAddress: number) {
    this.#chat = chat;
    this.#perAddress = perAddress;
  }

  /**
   * Why somebody cannot come in, or null; then they are counted until `left` is called.
   * @param how `through-a-proxy`: the address is a proxy's, whose many guests have not yet said where they are
   */
  enter(peer: Peer, how: 'directly' | 'through-a-proxy' = 'directly'): TurnedAway | null {
    const { house } = this.#chat;
    const network = networkOf(peer.host);
    const same = this.#inside.get(network) ?? 0;
    const ban = banAtTheDoor(house.sanctions.values(), peer.host, Date.now());
    if (ban !== null) return ban;
    if (house.locked) return { why: 'house-locked' };
    if (this.#count >= house.limit) return { why: 'house-full', limit: house.limit };
    if (same >= this.#perAddress && how === 'directly') return { why: 'address-full', limit: this.#perAddress };
    this.#inside.set(network, same + 1);
    this.#count++;
    return null;
  }

  left(peer: Peer): void {
    const network = networkOf(peer.host);
    const same = this.#inside.get(network) ?? 0;
    if (same > 1) this.#inside.set(network, same - 1);
    else this.#inside.delete(network);
    this.#count--;
  }
}
