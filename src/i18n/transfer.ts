// What people read who export and import history, and in what is exported for them to read.
import type { Translated } from './language.ts';

const count = (number: number): string => number.toLocaleString('en');
const many = (number: number, one: string): string => `${count(number)} ${number === 1 ? one : `${one}s`}`;

/** What is wrong with a line, as it stands behind its number. */
type Wanted = {
  readonly [K in
    | 'text'
    | 'name'
    | 'word'
    | 'id'
    | 'room'
    | 'flag'
    | 'number'
    | 'time'
    | 'past'
    | 'object'
    | 'list'
    | 'tags'
    | 'lines']: string;
} & { readonly choice: (choices: string) => string };

const wantedEn: Wanted = {
  text: 'a text of at most 65,536 bytes',
  name: 'a name, without spaces or any of !@,*? and of at most 255 bytes,',
  word: 'a text without spaces, of at most 255 bytes,',
  id: 'an id, without spaces or commas and of at most 255 bytes,',
  room: 'the name of a room, like "#tea",',
  flag: 'true or false',
  number: 'a whole number',
  time: 'a time like "2026-11-01T08:00:00Z"',
  past: 'a time that is not later than now',
  object: 'an object { … }',
  list: 'a list of objects [ { … } ]',
  tags: 'an object of texts whose keys begin with "+", of at most 4,094 bytes in all,',
  lines: 'the lines that "text" consists of, at most 1,000,',
  choice: (choices) => `one of ${choices}`,
};

const en = {
  exportUsage: 'Usage: chaguan export [options]',
  exportIntro:
    'Writes down the history of the rooms, also while the server runs. Private conversations are not in it: they belong to the two who had them.',
  exportNote:
    'Only JSON can be imported again. It has the addresses that people called from in it, and what was said to ops alone: keep it as you keep the data. More in docs/EXPORT.md.',
  importUsage: 'Usage: chaguan import [options] [FILE]',
  importIntro:
    'Puts the history that chaguan export --format json has written, or another program in that form, into the rooms: from a file, or from standard input. No server may use the data meanwhile.',
  importNote:
    'What is there already is left out. If anything is wrong with it, nothing is imported. Whoever is in a room can read what is imported into it. More in docs/EXPORT.md.',
  optionsTitle: 'Options:',
  values: { room: 'ROOM', since: 'TIME', output: 'FILE', data: 'DIR' },
  options: {
    room: 'only this room, with or without its #; any number of times',
    since: 'only from then on: 2026-11-01, 2026-11-01T08:00, or for how long until now: 7d, 12h',
    format: 'for reading; for the browser; for programs',
    output: 'file to write, instead of standard output',
    data: 'folder of the server',
    lang: 'language (default: from the environment)',
    help: 'this help',
  },
  badSince: (given: string) => `--since: 2026-11-01, 2026-11-01T08:00, 7d or 12h wanted, not "${given}".`,
  badRoom: (given: string) => `--room: the name of a room wanted, not "${given}".`,
  tooMuch: (argument: string) => `"${argument}" is too much. See --help.`,
  nothingGiven: 'What is to be imported? chaguan import FILE, or chaguan import < FILE.',

  nothingKept: (folder: string) => `No server has kept anything in ${folder}. Another folder with --data DIR.`,
  noSuchRoom: (room: string) => `There is no history of ${room}.`,
  inUse: (folder: string) => `A server uses ${folder}. Stop it for the import.`,
  cannotWrite: (file: string, why: string) => `Cannot write ${file}: ${why}.`,
  cannotRead: (file: string, why: string) => `Cannot read ${file}: ${why}.`,
  standardOutput: 'standard output',
  standardInput: 'standard input',
  /** What the system says. */
  faults: {
    ENOENT: 'there is no such file or folder',
    EACCES: 'no permission',
    EPERM: 'no permission',
    EISDIR: 'it is a folder',
    ENOTDIR: 'a part of the path is no folder',
    ENOSPC: 'there is no space left',
    EROFS: 'the disk is read-only',
  },
  interrupted: 'Interrupted.',
  nothingImported: 'Nothing has been imported.',
  sentences: (...sentences: readonly string[]) => sentences.join(' '),

  mistake: (line: number, why: string) => `Line ${count(line)}: ${why}`,
  wanted: wantedEn,
  badField: (field: string, wanted: string, given: string) => `${field}: ${wanted} wanted, not ${given}.`,
  missingField: (field: string, wanted: string) => `${field} is missing: ${wanted} wanted.`,
  flaws: {
    'not-utf8': 'this is not UTF-8.',
    'not-json': 'this is not JSON.',
    'not-an-object': 'an object { … } wanted.',
    'no-header': 'this is no history as chaguan export --format json writes it.',
    'cut-off': 'it ends here, and not with ]}. A part is missing.',
    'more-than-the-end': 'there is more after the end.',
  },
  lineTooLong: (limit: number) => `it is longer than ${count(limit)} bytes.`,
  newerVersion: (version: number) =>
    `this was written by a newer version of Chaguan (the format has version ${version}).`,

  doing: { exporting: 'Exporting', reading: 'Reading', storing: 'Storing' },
  events: (number: number) => many(number, 'event'),
  rate: (number: number) => `${count(number)}/s`,
  timeLeft: (clock: string) => `${clock} left`,
  progress: (words: readonly string[]) => words.join(' '),
  exported: (events: number, rooms: number, time: string) =>
    `Exported ${many(events, 'event')} of ${many(rooms, 'room')} in ${time}.`,
  imported: (events: number, rooms: number, known: number) => {
    const there = known === 0 ? '' : `; ${known === 1 ? '1 was' : `${count(known)} were`} there already`;
    return events === 0
      ? `Nothing new was imported${there}.`
      : `Imported ${many(events, 'event')} into ${many(rooms, 'room')}${there}.`;
  },
  soonForgotten: (days: number) =>
    `Some of it is older than ${days} days: the server forgets that unless it is started with --history-days N.`,
  seconds: (number: number) => `${number.toFixed(1)} s`,

  page: {
    title: (rooms: readonly string[]) => `What was said in ${rooms.join(', ')}`,
    titleOfAll: 'What was said',
    exportedAt: (time: string, zone: string) => `Exported ${time}. All times: ${zone}.`,
    rooms: 'Rooms',
    inReplyTo: (name: string) => `to ${name}`,
    nothing: 'Nothing was said.',
  },
};

const wantedZh: Wanted = {
  text: '不超过 65,536 字节的文字',
  name: '不含空格和 !@,*?、不超过 255 字节的名字',
  word: '不含空格、不超过 255 字节的文字',
  id: '不含空格和逗号、不超过 255 字节的编号',
  room: '“#tea”这样的房间名',
  flag: ' true 或 false',
  number: '整数',
  time: '“2026-11-01T08:00:00Z”这样的时间',
  past: '不晚于现在的时间',
  object: '对象 { … }',
  list: '对象的列表 [ { … } ]',
  tags: '键以“+”开头、值是文字的对象，总共不超过 4,094 字节',
  lines: '组成“text”的各行，最多 1,000 行',
  choice: (choices) => `其中之一：${choices}`,
};

const zh: typeof en = {
  exportUsage: '用法：chaguan export [选项]',
  exportIntro: '导出各个房间的聊天记录，服务器运行时也可以。私聊不在其中：那只属于聊天的两个人。',
  exportNote:
    '只有 JSON 能再导入。里面有大家连接时的地址，也有只发给管理员的话，请像数据目录一样保管。详见 docs/EXPORT.zh-CN.md。',
  importUsage: '用法：chaguan import [选项] [文件]',
  importIntro:
    '把 chaguan export --format json 导出的、或别的程序按这个格式写的聊天记录导入房间：从文件读，或者从标准输入读。导入时不能有服务器在使用这些数据。',
  importNote:
    '已经有的不会重复导入。有任何错误，就什么都不导入。导入到房间里的内容，房间里的人都能看到。详见 docs/EXPORT.zh-CN.md。',
  optionsTitle: '选项：',
  values: { room: '房间', since: '时间', output: '文件', data: '目录' },
  options: {
    room: '只要这个房间，可以不写 #；可写多次',
    since: '只要从这时起的：2026-11-01、2026-11-01T08:00，或者最近多久：7d（天）、12h（小时）',
    format: '给人读；给浏览器；给程序',
    output: '写到这个文件，而不是标准输出',
    data: '服务器的数据目录',
    lang: '语言（默认：取自环境变量）',
    help: '这份帮助',
  },
  badSince: (given) => `--since：应为 2026-11-01、2026-11-01T08:00、7d 或 12h，而不是“${given}”。`,
  badRoom: (given) => `--room：应为房间名，而不是“${given}”。`,
  tooMuch: (argument) => `“${argument}”是多余的。见 --help。`,
  nothingGiven: '要导入什么？chaguan import 文件，或者 chaguan import < 文件。',

  nothingKept: (folder) => `${folder} 里没有服务器保存的数据。用 --data 目录 换一个。`,
  noSuchRoom: (room) => `没有 ${room} 的聊天记录。`,
  inUse: (folder) => `有服务器正在使用 ${folder}。请先停下它，再导入。`,
  cannotWrite: (file, why) => `无法写入 ${file}：${why}。`,
  cannotRead: (file, why) => `无法读取 ${file}：${why}。`,
  standardOutput: '标准输出',
  standardInput: '标准输入',
  faults: {
    ENOENT: '没有这个文件或目录',
    EACCES: '没有权限',
    EPERM: '没有权限',
    EISDIR: '这是目录',
    ENOTDIR: '路径中有一段不是目录',
    ENOSPC: '磁盘已满',
    EROFS: '磁盘只读',
  },
  interrupted: '已中断。',
  nothingImported: '什么都没有导入。',
  sentences: (...sentences) => sentences.join(''),

  mistake: (line, why) => `第 ${count(line)} 行：${why}`,
  wanted: wantedZh,
  badField: (field, wanted, given) => `${field} 应为${wanted}，而不是 ${given}。`,
  missingField: (field, wanted) => `缺少 ${field}，应为${wanted}。`,
  flaws: {
    'not-utf8': '不是 UTF-8。',
    'not-json': '不是 JSON。',
    'not-an-object': '应为一个对象 { … }。',
    'no-header': '不是 chaguan export --format json 导出的聊天记录。',
    'cut-off': '到这里就没有了，最后不是 ]}，缺了一部分。',
    'more-than-the-end': '结尾之后还有内容。',
  },
  lineTooLong: (limit) => `超过了 ${count(limit)} 字节。`,
  newerVersion: (version) => `是更新版本的茶馆导出的（格式版本 ${version}）。`,

  doing: { exporting: '导出', reading: '读取', storing: '保存' },
  events: (number) => `${count(number)} 条`,
  rate: (number) => `${count(number)} 条/秒`,
  timeLeft: (clock) => `剩 ${clock}`,
  progress: (words) => words.join(' '),
  exported: (events, rooms, time) => `导出了 ${count(rooms)} 个房间的 ${count(events)} 条记录，用时 ${time}。`,
  imported: (events, rooms, known) => {
    const there = known === 0 ? '' : `；有 ${count(known)} 条已经在了`;
    return events === 0
      ? `没有导入新的记录${there}。`
      : `向 ${count(rooms)} 个房间导入了 ${count(events)} 条记录${there}。`;
  },
  soonForgotten: (days) => `其中有超过 ${days} 天的：启动服务器时要用 --history-days N，否则它会忘掉这些。`,
  seconds: (number) => `${number.toFixed(1)} 秒`,

  page: {
    title: (rooms) => `${rooms.join('、')} 的聊天记录`,
    titleOfAll: '聊天记录',
    exportedAt: (time, zone) => `导出于 ${time}。时间均为${zone}。`,
    rooms: '房间',
    inReplyTo: (name) => `回复 ${name}`,
    nothing: '没有人说过什么。',
  },
};

export const transferSentences: Translated<typeof en> = { en, 'zh-CN': zh };
