// Why something was not done, said to the one who asked. Names in it are as the asker wrote them, so what comes out must
// still be made printable by whoever prints it.
import type { NameFlaw, Refusal } from '../chat/event.ts';
import { isInvisible } from '../chat/names.ts';
import type { Lang } from './language.ts';

/** One sentence, with its full stop; it fits a plain-text chat as well as the operator's console. */
export function refusalSentence(refusal: Refusal, lang: Lang): string {
  return lang === 'en' ? inEnglish(refusal) : inChinese(refusal);
}

function inEnglish(refusal: Refusal): string {
  switch (refusal.why) {
    case 'name-taken':
      return `The name "${refusal.name}" is taken.`;
    case 'name-invalid':
      return nameFlawInEnglish(refusal.name, refusal.flaw);
    case 'room-name-invalid':
      return roomFlawInEnglish(refusal.room, refusal.flaw);
    case 'no-such-user':
      return `No user named "${refusal.name}" is here.`;
    case 'no-such-room':
      return `There is no room ${refusal.room}.`;
    case 'not-in-room':
      return `You are not in ${refusal.room}.`;
    case 'target-not-in-room':
      return `${refusal.name} is not in ${refusal.room}.`;
    case 'target-in-room':
      return `${refusal.name} is already in ${refusal.room}.`;
    case 'op-needed':
      return `Only an op of ${refusal.room} may do that.`;
    case 'operator-needed':
      return 'Only the operator of this server may do that.';
    case 'cannot-speak': {
      const reason = {
        banned: 'you are banned there',
        moderated: 'only ops and people with voice may speak there now',
        external: 'you are not in it',
      }[refusal.because];
      return `You cannot speak in ${refusal.room}: ${reason}.`;
    }
    case 'cannot-join': {
      const reason = {
        banned: 'you are banned there',
        key: 'it needs the right key',
        full: 'it is full',
        'invite-only': 'one of its ops must invite you first',
      }[refusal.because];
      return `You cannot join ${refusal.room}: ${reason}.`;
    }
    case 'key-invalid':
      return `That cannot be a key for ${refusal.room}.`;
    case 'too-many-rooms':
      return `You cannot join ${refusal.room}: you may be in ${refusal.limit} rooms at most.`;
    case 'too-many-bans':
      return `${refusal.mask} was not banned: ${refusal.room} may have ${refusal.limit} bans at most.`;
    case 'mask-too-long':
      return `That mask is too long to be banned in ${refusal.room}: ${refusal.limit} bytes at most.`;
    case 'too-long':
      return `That is too long: ${refusal.limit} bytes at most.`;
    case 'nothing-said':
      return 'There was nothing to send.';
    case 'nowhere':
      return 'You are in no room, so nobody would read that. Join one first.';
    case 'nobody-at-the-desk':
      return 'The operator is not here, so nobody would read that.';
    case 'line-is-busy':
      return 'The line is busy, so that was not sent.';
    case 'address-banned':
      return refusal.text === ''
        ? 'Your address is banned here.'
        : `Your address is banned here: ${ended(refusal.text, '.')}`;
    case 'not-banned':
      return `"${refusal.who}" is not banned.`;
    case 'not-an-address':
      return `"${refusal.who}" is not an IP address, and nobody here has it.`;
    case 'is-the-operator':
      return 'The operator cannot be sent away.';
    case 'house-full':
      return `The server is full (${refusal.limit}).`;
    case 'address-full':
      return `There are too many connections from your address (${refusal.limit}).`;
    case 'house-locked':
      return 'The server is locked; nobody new gets in now.';
  }
}

function nameFlawInEnglish(name: string, flaw: NameFlaw): string {
  switch (flaw.kind) {
    case 'empty':
      return 'A name needs at least one character.';
    case 'long':
      return `"${name}" is too long; a name has ${flaw.limit} characters at most.`;
    case 'start':
      return `A name cannot begin with "${flaw.character}".`;
    case 'character':
      return `A name cannot have ${characterInEnglish(flaw.character)} in it.`;
    case 'reserved':
      return `The name "${name}" is reserved.`;
  }
}

/** What cannot be seen is called by its number. */
function characterInEnglish(character: string): string {
  if (character === ' ') return 'a space';
  return isInvisible(character) ? `the invisible ${numberOf(character)}` : `"${character}"`;
}

function roomFlawInEnglish(room: string, flaw: NameFlaw): string {
  switch (flaw.kind) {
    case 'empty':
      return "A room's name needs at least one character after the #.";
    case 'long':
      return `"${room}" is too long; a room's name has ${flaw.limit} characters at most.`;
    case 'start':
      return `A room's name begins with #; "${room}" does not.`;
    case 'character':
      return `A room's name cannot have ${characterInEnglish(flaw.character)} in it.`;
    case 'reserved':
      return `The room name "${room}" is reserved.`;
  }
}

function inChinese(refusal: Refusal): string {
  switch (refusal.why) {
    case 'name-taken':
      return `名字“${refusal.name}”已经有人用了。`;
    case 'name-invalid':
      return nameFlawInChinese(refusal.name, refusal.flaw);
    case 'room-name-invalid':
      return roomFlawInChinese(refusal.room, refusal.flaw);
    case 'no-such-user':
      return `这里没有叫“${refusal.name}”的人。`;
    case 'no-such-room':
      return `没有 ${refusal.room} 这个房间。`;
    case 'not-in-room':
      return `你不在 ${refusal.room}。`;
    case 'target-not-in-room':
      return `${refusal.name} 不在 ${refusal.room}。`;
    case 'target-in-room':
      return `${refusal.name} 已经在 ${refusal.room} 了。`;
    case 'op-needed':
      return `只有 ${refusal.room} 的管理员才能这样做。`;
    case 'operator-needed':
      return '只有掌柜才能这样做。';
    case 'cannot-speak': {
      const reason = {
        banned: '你在那里被封禁了',
        moderated: '现在只有管理员和获准发言的人才能说话',
        external: '你不在里面',
      }[refusal.because];
      return `你不能在 ${refusal.room} 说话：${reason}。`;
    }
    case 'cannot-join': {
      const reason = {
        banned: '你在那里被封禁了',
        key: '需要正确的密码',
        full: '人满了',
        'invite-only': '要有那里的管理员邀请才能进',
      }[refusal.because];
      return `你不能进入 ${refusal.room}：${reason}。`;
    }
    case 'key-invalid':
      return `这个不能用作 ${refusal.room} 的密码。`;
    case 'too-many-rooms':
      return `你不能进入 ${refusal.room}：一个人最多进 ${refusal.limit} 个房间。`;
    case 'too-many-bans':
      return `没有封禁 ${refusal.mask}：${refusal.room} 最多只能有 ${refusal.limit} 条封禁。`;
    case 'mask-too-long':
      return `要在 ${refusal.room} 封禁的内容太长了：最多 ${refusal.limit} 字节。`;
    case 'too-long':
      return `太长了：最多 ${refusal.limit} 字节（一个汉字是 3 字节）。`;
    case 'nothing-said':
      return '没有内容可发。';
    case 'nowhere':
      return '你不在任何房间里，没有人会看到。请先进入一个房间。';
    case 'nobody-at-the-desk':
      return '掌柜不在，没有人会看到。';
    case 'line-is-busy':
      return '占线中，刚才的话没有发出去。';
    case 'address-banned':
      return refusal.text === '' ? '你的地址被封禁了。' : `你的地址被封禁了：${ended(refusal.text, '。')}`;
    case 'not-banned':
      return `“${refusal.who}”没有被封禁。`;
    case 'not-an-address':
      return `“${refusal.who}”不是 IP 地址，也不是这里任何人的地址。`;
    case 'is-the-operator':
      return '不能请走掌柜。';
    case 'house-full':
      return `服务器已满（${refusal.limit}）。`;
    case 'address-full':
      return `来自你这个地址的连接太多了（${refusal.limit}）。`;
    case 'house-locked':
      return '服务器已锁定，现在不再让新的人进来。';
  }
}

function nameFlawInChinese(name: string, flaw: NameFlaw): string {
  switch (flaw.kind) {
    case 'empty':
      return '名字至少要有一个字符。';
    case 'long':
      return `“${name}”太长了，名字最多 ${flaw.limit} 个字符。`;
    case 'start':
      return `名字不能以“${flaw.character}”开头。`;
    case 'character':
      return `名字里不能有${characterInChinese(flaw.character)}。`;
    case 'reserved':
      return `“${name}”这个名字是保留的，请换一个。`;
  }
}

function characterInChinese(character: string): string {
  if (character === ' ') return '空格';
  return isInvisible(character) ? `看不见的字符 ${numberOf(character)}` : `“${character}”`;
}

function roomFlawInChinese(room: string, flaw: NameFlaw): string {
  switch (flaw.kind) {
    case 'empty':
      return '房间名的 # 后面至少要有一个字符。';
    case 'long':
      return `“${room}”太长了，房间名最多 ${flaw.limit} 个字符。`;
    case 'start':
      return `房间名要以 # 开头，“${room}”不是。`;
    case 'character':
      return `房间名里不能有${characterInChinese(flaw.character)}。`;
    case 'reserved':
      return `“${room}”这个房间名是保留的，请换一个。`;
  }
}

function numberOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Somebody's own words with a full stop, if they have no end of their own. */
function ended(text: string, stop: string): string {
  return /[.!?…。！？]$/u.test(text) ? text : text + stop;
}
