/** Greetings and bare assents that may stand before a command; anything else makes the text a note. */
const greeting =
  /^(?:(?:[\p{Script=Han}\w]{0,12}(?:您好|你好|各位好|大家好|早上好|上午好|下午好|晚上好|好))|(?:hi|hello|dear)\b[\p{L}\s.]{0,40}|好的|收到|ok|okay|辛苦了)[\s,，。.!！:：、~]*/iu;

/** Index of the first line after blank lines and greetings, and what is left of that line. */
export function skipGreeting(lines: readonly string[]): { index: number; line: string } | null {
  for (let index = 0; index < lines.length; index += 1) {
    let line = (lines[index] ?? '').trim();
    for (let match = greeting.exec(line); match && match[0].length > 0; match = greeting.exec(line)) {
      line = line.slice(match[0].length);
    }
    if (line !== '') {
      return { index, line };
    }
  }
  return null;
}
