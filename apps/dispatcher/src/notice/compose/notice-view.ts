/** A notice as laid out: every string is plain text, escaped by whoever renders it. */
export interface NoticeView {
  readonly htmlLanguage: 'zh-CN' | 'zh-TW' | 'en';
  readonly title: string;
  /** What a list of mails shows beside the subject. */
  readonly preview: string;
  readonly organisation: string;
  readonly number: string | null;
  /** What to do, then by when; empty in letters to complainants. */
  readonly todo: readonly string[];
  readonly paragraphs: readonly (readonly string[])[];
  readonly buttons: readonly CommandButton[];
  readonly facts: readonly { readonly label: string; readonly lines: readonly string[] }[];
  readonly quotes: readonly { readonly title: string; readonly lines: readonly string[] }[];
  /** With its marker lines; empty: none. */
  readonly form: readonly string[];
  readonly footer: readonly string[];
  readonly words: LayoutWords;
}

export interface CommandButton {
  readonly label: string;
  /** What the link's answer begins with. */
  readonly body: string;
  readonly href: string;
  readonly primary: boolean;
}

/** The few words that the layout itself says; everything else comes from templates. */
export interface LayoutWords {
  readonly buttons: string;
  readonly commands: string;
  readonly form: string;
  readonly reply: string;
  readonly reference: string;
}
