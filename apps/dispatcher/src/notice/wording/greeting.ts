type GreetingLanguage = 'zh' | 'zh-hant' | 'en';

/** First line of a letter. An unknown name is not made up. */
export function greeting(name: string | null, language: GreetingLanguage): string {
  const known = name?.trim() ?? '';
  switch (language) {
    case 'zh':
      return known === '' ? '您好！' : `${known}，您好！`;
    case 'zh-hant':
      return known === '' ? '您好！' : `${known}，您好！`;
    case 'en':
      return known === '' ? 'Dear customer,' : `Dear ${known},`;
  }
  return language satisfies never;
}
