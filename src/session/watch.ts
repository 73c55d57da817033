/** Watches a connection for silence. Times in ms. */
export class Watch {
  #heardAt = performance.now();
  #timer: NodeJS.Timeout | undefined;

  /** Something came. Costs next to nothing: no timer is touched. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  /** Calls `due` once after so long, whatever is heard. Takes the place of what was watched for before. */
  deadline(after: number, due: () => void): void {
    this.stop();
    this.#timer = setTimeout(due, after);
  }

  /** Calls `due` whenever nothing has been heard for so long. Takes the place of what was watched for before. */
  silence(patience: number, due: () => void): void {
    this.stop();
    const check = (): void => {
      const left = this.#heardAt + patience - performance.now();
      this.#timer = setTimeout(check, left > 0 ? left : patience);
      if (left <= 0) due();
    };
    this.#timer = setTimeout(check, patience);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
