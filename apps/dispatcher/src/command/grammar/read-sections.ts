import type { PlanSection } from '../../case/case-duties.port.js';
import { halfWidth } from './half-width.js';

const plainLabels = '责任人|解决人|负责人|处理人|措施|解决措施|处理措施|时限|期限|解决时限|完成时限';

/**
 * The further parts of a plan that a preset asks for, by their titles: `补救措施：… 赔偿方案：…`, in any order, anywhere in
 * the text. `sections` is what people read of them; `missing` names what was not written.
 */
export function readSections(
  text: string,
  wanted: readonly PlanSection[],
): { readonly sections: string; readonly missing: readonly string[] } {
  const plain = halfWidth(text);
  const titles = wanted.map(({ title }) => title);
  const labels = [...titles, ...plainLabels.split('|')].toSorted((a, b) => b.length - a.length);
  const marks = [...plain.matchAll(new RegExp(`(${labels.map(escape).join('|')})\\s*:`, 'gu'))];
  const found = new Map<string, string>();
  marks.forEach((mark, index) => {
    const label = mark[1] ?? '';
    const value = text.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? text.length).trim();
    if (titles.includes(label) && !/^[_…. ,，;；。]*$/u.test(value)) {
      found.set(label, value.replace(/[;；,，]+$/u, ''));
    }
  });
  return {
    sections: titles.flatMap((title) => (found.has(title) ? `${title}：${found.get(title) ?? ''}` : [])).join('\n'),
    missing: titles.filter((title) => !found.has(title)),
  };
}

function escape(label: string): string {
  return label.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}
