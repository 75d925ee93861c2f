/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { pathNot: '/generated/' }, to: { circular: true } },
    {
      name: 'libs-by-their-index',
      comment:
        'Another lib is reached only through its index.ts; #lib/x/deep cannot be resolved, and a relative path may not leave the lib.',
      severity: 'error',
      from: { path: '^(apps|libs|test)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$2/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'domain/ imports only domain/ and the kernel: no Nest, Prisma, I/O.',
      severity: 'error',
      from: { path: '^libs/[^/]+/src/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^libs/[^/]+/src/domain/|^libs/kernel/' },
    },
    {
      name: 'prisma-in-its-places',
      comment: 'Prisma lives in repositories, queries and libs/database.',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: '\\.(repository|queries)\\.ts$|^libs/(database|testing)/|\\.int-spec\\.ts$',
      },
      to: { path: 'node_modules/(@prisma|prisma|pg)/|^libs/database/src/generated/' },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '^libs/testing/|\\.((int-)?spec|fixture)\\.ts$' },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'libs-never-import-apps',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/testing/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-never-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'foundations-stand-alone',
      comment: 'kernel, config and observability depend on nothing of ours.',
      severity: 'error',
      from: { path: '^libs/(kernel|config|observability)/' },
      to: { path: '^libs/', pathNot: '^libs/$1/' },
    },
    {
      name: 'client-is-an-outsider',
      comment:
        'The typed client knows the API as any other program does, and nothing of ours needs it but launchers and tests.',
      severity: 'error',
      from: { path: '^libs/client/' },
      to: { path: '^(libs|apps)/', pathNot: '^libs/client/' },
    },
    {
      name: 'client-for-outsiders',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: '^libs/client/|^apps/(standalone|console)/' },
      to: { path: '^libs/client/' },
    },
    {
      name: 'outbox-is-a-foundation',
      comment: 'Anybody may tell the world of something in a transaction of theirs, so it may need nobody.',
      severity: 'error',
      from: { path: '^libs/outbox/' },
      to: { path: '^libs/', pathNot: '^libs/(outbox|kernel|database|config|observability|testing)/' },
    },
    {
      name: 'audit-is-a-foundation',
      comment: 'Whatever anybody does may be written down in a transaction of theirs, so it may need nobody.',
      severity: 'error',
      from: { path: '^libs/audit/' },
      to: { path: '^libs/', pathNot: '^libs/(audit|kernel|database|config|observability|testing)/' },
    },
    {
      name: 'direction',
      comment:
        'acknowledgements → corrections → receipts, deliveries → campaigns → audiences, content → directory → inbox → senders → pachca; reports may read all of them',
      severity: 'error',
      from: { path: '^libs/(pachca|senders|inbox|directory|audiences|content|campaigns)/' },
      to: {
        path: '^libs/(deliveries|receipts|corrections|acknowledgements|followups|reports|test-sends|exports|evidence)/',
      },
    },
    {
      name: 'direction-deliveries',
      severity: 'error',
      from: { path: '^libs/(deliveries|receipts)/' },
      to: { path: '^libs/(corrections|acknowledgements|followups|reports|test-sends|exports|evidence)/' },
    },
    {
      name: 'direction-corrections',
      severity: 'error',
      from: { path: '^libs/corrections/' },
      to: { path: '^libs/(acknowledgements|followups|reports|exports|evidence)/' },
    },
    {
      name: 'direction-reports',
      severity: 'error',
      from: { path: '^libs/(acknowledgements|reports)/' },
      to: { path: '^libs/(exports|evidence)/' },
    },
    {
      name: 'direction-pins',
      comment: 'reports → pins → senders; nobody else needs to know what is pinned',
      severity: 'error',
      from: { path: '^libs/', pathNot: '^libs/(pins|reports)/' },
      to: { path: '^libs/pins/' },
    },
    {
      name: 'direction-campaigns',
      severity: 'error',
      from: { path: '^libs/(pachca|senders|inbox|directory|audiences|content)/' },
      to: { path: '^libs/campaigns/' },
    },
    {
      name: 'direction-files',
      severity: 'error',
      from: { path: '^libs/files/' },
      to: { path: '^libs/(directory|audiences|content|campaigns|deliveries|receipts|corrections)/' },
    },
    {
      name: 'direction-directory',
      severity: 'error',
      from: { path: '^libs/(pachca|senders|inbox|directory)/' },
      to: { path: '^libs/(audiences|content)/' },
    },
    {
      name: 'direction-scheduling',
      comment: 'deliveries → scheduling → campaigns',
      severity: 'error',
      from: { path: '^libs/scheduling/' },
      to: {
        path: '^libs/(deliveries|receipts|corrections|acknowledgements|reports|test-sends|exports)/',
      },
    },
    {
      name: 'direction-to-scheduling',
      severity: 'error',
      from: { path: '^libs/(pachca|senders|inbox|directory|audiences|content|campaigns)/' },
      to: { path: '^libs/scheduling/' },
    },
    {
      name: 'direction-outlook',
      comment: 'outlook → scheduling; nobody below looks ahead',
      severity: 'error',
      from: { path: '^libs/(scheduling|deliveries|receipts|campaigns|audiences|content|directory)/' },
      to: { path: '^libs/outlook/' },
    },
    {
      name: 'direction-senders',
      severity: 'error',
      from: { path: '^libs/(pachca|senders|inbox)/' },
      to: { path: '^libs/directory/' },
    },
    {
      name: 'direction-inbox',
      severity: 'error',
      from: { path: '^libs/(pachca|senders)/' },
      to: { path: '^libs/inbox/' },
    },
    {
      name: 'not-to-unresolvable',
      comment: "Jest's set-up starts from what was built; on a fresh clone nothing is built when this runs.",
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '/dist/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
