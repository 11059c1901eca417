/** Names of estates, buildings and shops end in one of these. */
const estateEnd = '小区|花园|家园|花苑|别苑|嘉苑|雅苑|新苑|苑|新城|名城|城|府|湾|山庄|庄园|公馆|名邸|邸|里|园|广场|大厦|中心|新村|公寓|国际|华庭|庭|郡|墅|墅区|豪庭|半岛|首府|天地|会所|壹号|一号|台|阁|轩|居|都';
const unitPart = '(?:[ -]?(?:[a-z]?\\d{1,5}[a-z]?|[一二三四五六七八九十百]{1,4}|[a-z])(?:号楼|号院|号|栋|幢|座|期|区|单元|楼|层|室|户|#|排|门)?(?:[-–]\\d{1,5}){0,3}){1,6}';
const estate = new RegExp(`[\\u4e00-\\u9fff]{1,8}?(?:${estateEnd})(?:${unitPart})?`, 'gu');
const building = new RegExp(`(?<![\\d.,-])(?:[a-z]?\\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z])(?:号楼|栋|幢|座|#)(?:${unitPart})?`, 'gu');
const shop = /[\u4e00-\u9fffa-z0-9]{2,12}(?:旗舰店|专卖店|分店|门店|营业厅|服务中心|体验店|直营店|店)/gu;
const english =
  /(?<![a-z])(?:flat|apartment|apt\.?|unit|room|villa|house|building|block|tower|suite|shop|store|no\.) ?[a-z]?\d{1,5}[a-z]?(?:-\d{1,5}){0,2}(?:,? (?:of )?(?:flat|unit|room|block|tower|building|villa|phase) ?[a-z]?\d{0,5}[a-z]?){0,2}(?:,? (?:at |in |of )?[a-z']+ (?:[a-z']+ )?(?:lane|road|street|gardens?|court|park|estate|heights|bay|plaza|square|mansions?|residences?|avenue|terrace|manor|villas?))?/gu;
/** Words before a name that do not belong to it. */
const lead = /^(?:我是|我们是|我在|我住|我们|我家|本人|住在|家住|住|位于|地址是|地址|在|于|是|到|去|的|和|与|从|你们|贵司|贵公司|购买|买的|买了|业主|客户|这|那|把|至|请|来|给|为|向|就|都|这个|那个|你|他|她)+/u;

function trimmed(match: RegExpMatchArray & { index: number }): readonly [number, number] {
  const skip = lead.exec(match[0])?.[0].length ?? 0;
  return [match.index + skip, match.index + match[0].length];
}

/**
 * Offsets of the first whole place: estate with building and flat, else building and flat alone, else a shop. The first
 * in the text is mostly where it happened; where the writer lives comes last.
 */
export function placeIn(text: string): readonly [number, number] | null {
  const estates = [...text.matchAll(estate)].map(trimmed).filter(([from, to]) => to - from >= 4 && /[\da-z一二三四五六七八九十]/u.test(text.slice(to - 3, to)));
  const buildings = [...text.matchAll(building)].map(trimmed).filter(([from, to]) => to - from >= 3);
  const englishPlaces = [...text.matchAll(english)].map((match): readonly [number, number] => [match.index, match.index + match[0].length]);
  const shops = [...text.matchAll(shop)].map(trimmed).filter(([from, to]) => to - from >= 4);
  return first(estates) ?? first(buildings) ?? first(englishPlaces) ?? first(shops) ?? null;
}

function first(spans: readonly (readonly [number, number])[]): readonly [number, number] | undefined {
  return spans[0];
}
