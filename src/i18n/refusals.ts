// Why something was not done, said to the one who asked. Names in it are as the asker wrote them, so what comes out must
// still be made printable by whoever prints it.
import type { Refusal } from '../chat/event.ts';
import type { Lang, Translated } from './language.ts';
import { en } from './refusals/en.ts';
import type { RefusalSentences } from './refusals/sentences.ts';
import { zh } from './refusals/zh.ts';

const sentences: Translated<RefusalSentences> = { en, 'zh-CN': zh };

/** One sentence, with its full stop; it fits a plain-text chat as well as the operator's console. */
export function refusalSentence(refusal: Refusal, lang: Lang): string {
  const sentence = sentences[lang][refusal.why] as (refusal: Refusal) => string;
  return sentence(refusal);
}
