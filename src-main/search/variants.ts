/** 繁简, 异体: the character that stands for all its forms when texts are compared. */
import traditional from 'opencc-js/dict/TSCharacters';

/**
 * Old and variant forms that names and older papers hold and that the dictionary of traditional forms leaves alone, each with
 * its standard form. Out of 第一批异体字整理表 (1955) and 通用规范汉字表 (2013), which let some of them live again in names.
 */
const VARIANTS =
  '喆哲 堃坤 甦苏 邨村 珮佩 菓果 钜巨 暎映 槑梅 畊耕 甯宁 寗宁 迺乃 廼乃 翺翱 暠皓 煇辉 燿耀 琁璇 瑠琉 馀余 凖准 淸清 靑青 吿告 崐昆 淼渺 犇奔 ' +
  '曡叠 疉叠 筯箸 姪侄 妳你 牠它 砲炮 礮炮 瞇眯 勅敕 勑敕 愼慎 戸户 呉吴 値值 冺泯 澂澄 瀞净 濶阔 剏创 刱创 剙创 凴凭 凟渎 讐仇 諠喧 賸剩 躭耽 ' +
  '遯遁 鄕乡 酧酬 醻酬 釬焊 銲焊 阯址 阬坑 隄堤 雰氛 韮韭 飜翻 騐验 驩欢 鬭斗 鬪斗 鼃蛙 龢和 咊和 僊仙 仝同 佀似 侂托 俛俯 偪逼 傚效 冐冒 匄丐 ' +
  '匃丐 廵巡 厓崖 厛厅 厰厂 叅参 叧另 呌叫 咲笑 唘启 喒咱 噉啖 囘回 囬回 囯国 圀国 坂阪 坿附 埜野 堦阶 墖塔 壻婿 夀寿 娬妩 寃冤 寳宝 尅克 尟鲜 ' +
  '尠鲜 岅坂 峩峨 嵒岩 巗岩 帋纸 廐厩 廽回 彊强 徧遍 徬彷 恠怪 悤匆 慙惭 懽欢 戞戛 挐拿 捄救 揹背 搾榨 攷考 敂叩 敺驱 斈学 斚斝 旹时 昬昏 皙晰 ' +
  '暱昵 朞期 栢柏 栁柳 桒桑 梹槟 棃梨 碁棋 椶棕 楳梅 槀槁 槕桌 櫂棹 欵款 欬咳 歴历 氷冰 汚污';

/** Every other form → the one that stands for it; found again until nothing changes, so that folding twice is folding once. */
const STANDING = new Map<string, string>();
for (const [other, standing] of [
  ...traditional.split('|').map((pair) => pair.split(' ')),
  ...VARIANTS.split(' ').map((pair) => [...pair]),
])
  if (other !== undefined && standing !== undefined && other !== standing && !STANDING.has(other))
    STANDING.set(other, standing);

/** Every form of a character that stands for others, itself among them. */
export function formsOf(character: string): readonly string[] {
  if (FORMS.size === 0)
    for (const other of STANDING.keys()) {
      const one = standing(other);
      FORMS.set(one, [...(FORMS.get(one) ?? [one]), other]);
    }
  return FORMS.get(character) ?? [character];
}
const FORMS = new Map<string, string[]>();

export function standing(character: string): string {
  let form = character;
  // The chains of the tables are two long; the bound is for a circle that a newer table might bring.
  for (let step = 0; step < 4; step++) form = STANDING.get(form) ?? form;
  return form;
}
