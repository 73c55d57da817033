import type { Event } from '../chat/event.ts';

/**
 * A protocol together with all that changes its bytes (language, capabilities, line ending). Sessions that are shown the
 * same bytes share one dialect object, so that an event is rendered once for all of them.
 */
export class Dialect {
  readonly #render: (event: Event) => Uint8Array | null;
  #event: Event | null = null;
  #bytes: Uint8Array | null = null;

  /** `render` gives null for an event that is not shown in this dialect. */
  constructor(render: (event: Event) => Uint8Array | null) {
    this.#render = render;
  }

  /** The event's bytes. Asking for the same event again costs nothing: deliveries come event by event. */
  render(event: Event): Uint8Array | null {
    if (event !== this.#event) {
      this.#bytes = this.#render(event);
      this.#event = event;
    }
    return this.#bytes;
  }
}
