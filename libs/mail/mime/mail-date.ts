const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Zones of RFC 822 and those that mail of East Asia carries, in minutes. */
const zones: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  jst: 540,
  kst: 540,
  hkt: 480,
  cet: 60,
  cest: 120,
  bst: 60,
  msk: 180,
  ist: 330,
};

const dateForm =
  /(\d{1,2})[\s-]+([A-Za-z]{3})[A-Za-z]*[\s-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([+-]\d{4}|[A-Za-z]{1,4})?/u;

function yearOf(text: string): number {
  const year = Number(text);
  if (text.length >= 4) {
    return year;
  }
  return year < 50 ? 2000 + year : 1900 + year;
}

/** A Date header (RFC 5322 3.3) as ISO instant; null where it cannot be read. */
export function parseMailDate(value: string): string | null {
  const match = dateForm.exec(value.replace(/\([^)]*\)/gu, ' '));
  if (match === null) {
    return parseOtherForm(value);
  }
  const month = months.indexOf((match[2] ?? '').toLowerCase());
  if (month === -1) {
    return null;
  }
  const zone = match[7] ?? '+0000';
  const offset = /^[+-]/u.test(zone)
    ? (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3, 5)))
    : (zones[zone.toLowerCase()] ?? 0);
  const instant = Date.UTC(
    yearOf(match[3] ?? ''),
    month,
    Number(match[1]),
    Number(match[4]),
    Number(match[5]),
    Number(match[6] ?? 0),
  );
  return toIso(instant - offset * 60_000);
}

function parseOtherForm(value: string): string | null {
  const usual = value.replace(/\([^)]*\)/gu, ' ').trim();
  if (!/\d{4}/u.test(usual) || usual.length > 80) {
    return null;
  }
  return toIso(Date.parse(usual));
}

function toIso(instant: number): string | null {
  const date = new Date(instant);
  const year = date.getUTCFullYear();
  return Number.isNaN(year) || year < 1970 || year > 9999 ? null : date.toISOString();
}
