// The IRC programs under test.
import { catgirl } from './catgirl.ts';
import type { Chatter } from './chatter.ts';
import { irssi } from './irssi.ts';
import { weechat } from './weechat.ts';

export const CHATTERS: readonly Chatter[] = [irssi, weechat, catgirl];
