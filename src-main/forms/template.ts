/** 模板: a Word document with placeholders `{姓名}` and loops `{#材料}…{/材料}`. Values only: nothing in a template is run. */
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { Refusal } from '#contract/result.ts';
import type { Form, Placeholder, Values } from './form.ts';

export interface TemplateFault {
  readonly path: string;
  readonly message: string;
}
const MOST_BYTES = 8 * 1024 * 1024;

interface Said {
  readonly properties?: {
    readonly id?: string;
    readonly xtag?: string;
    readonly explanation?: string;
    readonly errors?: readonly Said[];
  };
  readonly message?: string;
}
const WORDS: Readonly<Record<string, string>> = {
  unopened_tag: '有“}”而前面没有“{”',
  unclosed_tag: '有“{”而后面没有“}”',
  unopened_loop: '循环结束了而没有开始',
  unclosed_loop: '循环开始了而没有结束',
  closing_tag_does_not_match_opening_tag: '循环的开始与结束名称不同',
  duplicate_open_tag: '多了一个“{”',
  duplicate_close_tag: '多了一个“}”',
  unbalanced_loop_tags: '循环的开始和结束不在同一张表或同一段里',
  no_xml_tag_found_at_left: '循环的位置不对',
  no_xml_tag_found_at_right: '循环的位置不对',
};

function faultsIn(cause: unknown): TemplateFault[] {
  const said = cause as Said;
  const each = said.properties?.errors ?? [said];
  return each.map(({ properties, message }) => ({
    path: properties?.xtag ?? '',
    message: `${properties?.xtag ? `「${properties.xtag}」` : ''}${WORDS[properties?.id ?? ''] ?? properties?.explanation ?? message ?? '模板有误'}`,
  }));
}

/** @throws Refusal `file-refused` when this is no Word document of the ordinary kind */
function open(bytes: Uint8Array, fileName: string): PizZip {
  if (bytes.length > MOST_BYTES)
    throw new Refusal('file-refused', `「${fileName}」超过 8 MB，不像一份模板。请去掉其中的大图片。`);
  let zip: PizZip;
  try {
    zip = new PizZip(bytes);
  } catch {
    throw new Refusal('file-refused', `「${fileName}」不是 .docx 文档。请在 Word 或 WPS 中另存为 .docx。`);
  }
  if (!zip.file('word/document.xml'))
    throw new Refusal('file-refused', `「${fileName}」不是 Word 文档。请在 Word 或 WPS 中另存为 .docx。`);
  if (Object.keys(zip.files).some((name) => /vbaProject|\.bin$/i.test(name)))
    throw new Refusal('file-refused', `「${fileName}」含有宏，不能用作模板。请另存为不含宏的 .docx。`);
  return zip;
}

/** Fills a template. Every value is words; what is absent stays empty. */
export function fill(template: Uint8Array, values: Values): Buffer {
  const document = new Docxtemplater(open(template, '模板'), {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    nullGetter: () => '',
  });
  document.render(values);
  return document.toBuffer();
}

interface Tag {
  readonly type: string;
  readonly value?: string;
  readonly module?: string;
  readonly subparsed?: readonly Tag[];
}
/** Names a template uses, each with the loop it stands in. */
function namesIn(tags: readonly Tag[], loop: string): { name: string; loop: string }[] {
  return tags.flatMap((tag) => {
    if (tag.type !== 'placeholder' || tag.value === undefined) return [];
    const inner = namesIn(tag.subparsed ?? [], tag.value);
    return tag.module === 'loop' ? [{ name: `#${tag.value}`, loop }, ...inner] : [{ name: tag.value, loop }];
  });
}

/**
 * What is wrong with a template for a form: broken tags with their words, and names the form does not have.
 * @throws Refusal `file-refused`
 */
export function check(bytes: Uint8Array, fileName: string, form: Form): TemplateFault[] {
  const zip = open(bytes, fileName);
  const names: { name: string; loop: string }[] = [];
  // What the library parsed of each part of the document: body, headers, footers. Its own inspector needs a package that is
  // not shipped.
  const listener = {
    name: 'names',
    set: ({ inspect }: { readonly inspect?: { readonly postparsed?: readonly Tag[] } }) => {
      if (inspect?.postparsed) names.push(...namesIn(inspect.postparsed, ''));
    },
  };
  try {
    new Docxtemplater(zip, {
      paragraphLoop: true,
      nullGetter: () => '',
      errorLogging: false,
      modules: [listener],
    }).getFullText();
  } catch (cause) {
    return faultsIn(cause);
  }
  const loops = new Set(form.placeholders.map((one) => one.loop).filter((one) => one !== ''));
  const known = (name: string, loop: string) =>
    name.startsWith('#')
      ? loops.has(name.slice(1))
      : form.placeholders.some((one) => one.name === name && (one.loop === '' || one.loop === loop));
  return names
    .filter(({ name, loop }) => !known(name, loop))
    .map(({ name, loop }) => ({
      path: name,
      message: `「{${name}}」${loop === '' ? '' : `（在「${loop}」循环中）`}不是这张表的占位符${suggestion(name, form.placeholders)}`,
    }));
}

function suggestion(name: string, placeholders: readonly Placeholder[]): string {
  const near = placeholders.find((one) => one.name.includes(name) || name.includes(one.name));
  return near ? `，是不是「{${near.name}}」` : '，请对照占位符清单';
}
