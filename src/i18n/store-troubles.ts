// Why nothing can be stored, as the operator is told.
import type { Translated } from './language.ts';

const en = {
  newer: 'made by a newer version',
  locked: 'in use',
  corrupt: 'damaged',
  'read-only': 'no permission to write',
  full: 'the disk is full',
  other: 'see the folder',
};

const zh: typeof en = {
  newer: '由更新版本写成',
  locked: '正被占用',
  corrupt: '已损坏',
  'read-only': '没有写入权限',
  full: '磁盘已满',
  other: '请查看数据目录',
};

export const storeTroubles: Translated<typeof en> = { en, 'zh-CN': zh };
