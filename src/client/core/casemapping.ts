/**
 * The form under which two names are one to the client: the `ascii` casemapping that the server announces. Whatever more
 * the server holds to be one, it never sends in two forms.
 * @see modern-irc "CASEMAPPING Parameter"
 */
export function fold(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
