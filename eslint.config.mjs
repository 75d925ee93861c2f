import tseslint from 'typescript-eslint';

// What a constructor takes is injected; everything else takes an object when it needs more than four things.
const MANY = '[params.length>4]';
const restrictedSyntax = [
  ...[
    `FunctionDeclaration${MANY}`,
    `ArrowFunctionExpression${MANY}`,
    `MethodDefinition[kind!="constructor"] > FunctionExpression${MANY}`,
  ].map((selector) => ({ selector, message: 'More than four parameters: take an object.' })),
  { selector: 'TSEnumDeclaration', message: 'Use an `as const` object and a union type.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  {
    selector: 'ObjectExpression > SpreadElement > ObjectExpression',
    message: 'A literal that is spread into a literal hides its members: write them out.',
  },
  {
    selector: 'MemberExpression[property.name=/^\\$(queryRawUnsafe|executeRawUnsafe)$/]',
    message: 'Unsafe SQL is banned: use Prisma.sql templates.',
  },
  {
    selector: "MemberExpression[object.name='Prisma'][property.name='raw']",
    message: 'Prisma.raw is banned: use Prisma.sql templates.',
  },
];

export default tseslint.config(
  {
    ignores: [
      ...['dist/**', 'node_modules/**', 'coverage/**', '.data/**'],
      ...['libs/database/src/generated/**', 'libs/client/src/openapi.ts'],
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', ...restrictedSyntax],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only libs/config reads the environment.' },
      ],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Nest modules are classes that carry only a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Numbers in messages are harmless; objects stay forbidden.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // Pure rules: time and chance come in as arguments.
    files: ['libs/*/src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'Date',
        'setTimeout',
        'setInterval',
        'fetch',
        'performance',
        'process',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Chance is an argument in domain code.' },
        { object: 'process', property: 'env', message: 'Only libs/config reads the environment.' },
      ],
    },
  },
  {
    // The one reader of the environment, the test set-up that jest passes things to, and command-line configuration.
    files: ['libs/config/src/process-environment.ts', 'libs/testing/src/**/*.ts', 'prisma.config.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // Prisma's command line wants a default export; pdfmake has one.
    files: ['prisma.config.ts', 'libs/evidence/src/pdfmake.d.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Injected classes are value imports even where only their type is used, so the rule
    // must not turn them into type imports.
    files: ['**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
);
