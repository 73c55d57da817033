// What the tests use of irc-framework, which brings no types.
declare module 'irc-framework' {
  /** The fields of an event, by its name in irc-framework's documentation. */
  export type IrcEvent = Readonly<Record<string, unknown>>;

  type Options = Readonly<Record<string, string | number | boolean | { account: string; password: string }>>;

  export class Client {
    requestCap(caps: readonly string[]): void;
    /** Without options: as before. */
    connect(options?: Options): void;
    emit(event: string, data: IrcEvent): boolean;
    raw(...words: string[]): void;
    join(room: string): void;
    say(target: string, text: string): void;
    notice(target: string, text: string): void;
    action(target: string, text: string): void;
    setTopic(room: string, text: string): void;
    changeNick(name: string): void;
    whois(name: string): void;
    who(target: string): void;
    mode(room: string, change: string, ...params: string[]): void;
    ban(room: string, mask: string): void;
    banlist(room: string): void;
    list(): void;
    quit(text: string): void;
  }

  const framework: { readonly Client: typeof Client };
  export default framework;
}
