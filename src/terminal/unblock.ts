/**
 * Lets what is written to a terminal or a pipe wait in memory until it is read. Otherwise Node waits itself (see "A note on
 * process I/O" in its documentation), and a terminal that nobody reads (an ssh connection that hangs) would stop the
 * whole program. There is no public way to say so.
 */
export function unblock(stream: NodeJS.WriteStream): void {
  const { _handle: handle } = stream as { _handle?: { setBlocking?(isBlocking: boolean): void } };
  handle?.setBlocking?.(false);
}
