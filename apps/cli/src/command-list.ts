import type { CommandEntry } from './command.entry.js';

/**
 * Every command, in the order in which help shows them. A new one is a folder with `<name>.command.ts` that exports a
 * DefineCommand, and a line here.
 */
export const commandList: readonly CommandEntry[] = [
  {
    words: 'demo',
    summary: 'run the main job once, end to end, and tell it as a timeline',
    load: async () => (await import('./demo/demo.command.js')).defineDemo,
  },
  {
    words: 'start',
    summary: 'run all services in this process, with a database of their own unless one is given',
    atHome: true,
    load: async () => (await import('./start/start.command.js')).defineStart,
  },
  {
    words: 'service',
    summary: 'run one service in this process, as a container does',
    atHome: true,
    load: async () => (await import('./service/service.command.js')).defineService,
  },
  {
    words: 'migrate',
    summary: 'bring the database up to date; safe to repeat',
    atHome: true,
    load: async () => (await import('./migrate/migrate.command.js')).defineMigrate,
  },
  {
    words: 'answer',
    summary: 'answer a mail as the person who got it, for trying it out',
    load: async () => (await import('./answer/answer.command.js')).defineAnswer,
  },
  {
    words: 'health',
    summary: 'ask a service whether it is well',
    load: async () => (await import('./health/health.command.js')).defineHealth,
  },
  {
    words: 'doctor',
    summary: 'check settings, servers and every mailbox step by step, and say what to do',
    atHome: true,
    load: async () => (await import('./doctor/doctor.command.js')).defineDoctor,
  },
  {
    words: 'deliveries list',
    summary: 'what came in and where it ended',
    atHome: true,
    load: async () => (await import('./deliveries/deliveries-list.command.js')).defineDeliveriesList,
  },
  {
    words: 'deliveries show',
    summary: 'one delivery, with what it says where asked for',
    atHome: true,
    load: async () => (await import('./deliveries/deliveries-show.command.js')).defineDeliveriesShow,
  },
  {
    words: 'deliveries export',
    summary: 'write what came, byte by byte, into a file',
    load: async () => (await import('./deliveries/deliveries-export.command.js')).defineDeliveriesExport,
  },
  {
    words: 'deliveries replay',
    summary: 'take a delivery out of quarantine, to be read again',
    atHome: true,
    load: async () => (await import('./deliveries/deliveries-replay.command.js')).defineDeliveriesReplay,
  },
  {
    words: 'dead-letters list',
    summary: 'messages between services that nobody tries again',
    atHome: true,
    load: async () => (await import('./dead-letters/dead-letters-list.command.js')).defineDeadLettersList,
  },
  {
    words: 'dead-letters replay',
    summary: 'have dead letters handled again',
    atHome: true,
    load: async () => (await import('./dead-letters/dead-letters-replay.command.js')).defineDeadLettersReplay,
  },
  {
    words: 'hand-overs list',
    summary: 'what another system was not told of cases',
    atHome: true,
    load: async () => (await import('./hand-overs/hand-overs-list.command.js')).defineHandOversList,
  },
  {
    words: 'hand-overs replay',
    summary: 'have cases handed over again that were given up',
    atHome: true,
    load: async () => (await import('./hand-overs/hand-overs-replay.command.js')).defineHandOversReplay,
  },
  {
    words: 'hand-overs schema',
    summary: 'print what is handed over, as JSON Schema',
    load: async () => (await import('./hand-overs/hand-overs-schema.command.js')).defineHandOversSchema,
  },
  {
    words: 'sms templates export',
    summary: 'what to file with a provider that sends approved texts only (CSV)',
    load: async () => (await import('./sms-templates/sms-templates-export.command.js')).defineSmsTemplatesExport,
  },
  {
    words: 'sms templates check',
    summary: 'lengths, codes and conditions of the SMS texts',
    load: async () => (await import('./sms-templates/sms-templates-check.command.js')).defineSmsTemplatesCheck,
  },
  {
    words: 'preset check',
    summary: 'check the presets: every fault by file and line, and what can never fire',
    load: async () => (await import('./preset-check/preset-check.command.js')).definePresetCheck,
  },
  {
    words: 'preset show',
    summary: 'print a preset as it is in force, with all that it extends',
    load: async () => (await import('./preset-show/preset-show.command.js')).definePresetShow,
  },
  {
    words: 'preset diff',
    summary: 'what one preset or version says that another does not, by clause',
    load: async () => (await import('./preset-diff/preset-diff.command.js')).definePresetDiff,
  },
  {
    words: 'preset try',
    summary: 'what a new version would have made of past complaints; changes nothing',
    load: async () => (await import('./preset-try/preset-try.command.js')).definePresetTry,
  },
  {
    words: 'roster check',
    summary: 'check the roster against a preset: who is missing where',
    load: async () => (await import('./roster-check/roster-check.command.js')).defineRosterCheck,
  },
  {
    words: 'explain deadline',
    summary: 'print the arithmetic of time limits, in Chinese and English',
    load: async () => (await import('./explain-deadline/explain-deadline.command.js')).defineExplainDeadline,
  },
  {
    words: 'inspect',
    summary: 'print what is read from mails, one JSON object a line; needs no server',
    load: async () => (await import('./inspect/inspect.command.js')).defineInspect,
  },
  {
    words: 'eval corpora',
    summary: 'share right of public sets of mail, for measuring the mail readers',
    load: async () => (await import('./eval-corpora/eval-corpora.command.js')).defineEvalCorpora,
  },
  {
    words: 'classify',
    summary: 'classify texts (JSONL) by a preset and say why; needs no server',
    load: async () => (await import('./classify/classify.command.js')).defineClassify,
  },
  {
    words: 'eval classify',
    summary: 'score the classifier against labelled texts (JSONL)',
    load: async () => (await import('./eval-classify/eval-classify.command.js')).defineEvalClassify,
  },
  {
    words: 'classifier train',
    summary: 'train the model beside the rules; cross-validate it with --validate',
    load: async () => (await import('./classifier-train/classifier-train.command.js')).defineClassifierTrain,
  },
  {
    words: 'classifier report',
    summary: 'what people made of the classifier’s answers: confusion, most corrected rules',
    atHome: true,
    load: async () => (await import('./classifier-report/classifier-report.command.js')).defineClassifierReport,
  },
  {
    words: 'classifier export',
    summary: 'write what people decided as labelled texts, with personal data masked',
    load: async () => (await import('./classifier-export/classifier-export.command.js')).defineClassifierExport,
  },
  {
    words: 'docs',
    summary: 'write the pages that are made from the code',
    atHome: true,
    load: async () => (await import('./docs/docs.command.js')).defineDocs,
  },
  {
    words: 'test',
    summary: 'run every check and every test; installs the servers it needs where it can',
    load: async () => (await import('./test/test.command.js')).defineTest,
  },
];
